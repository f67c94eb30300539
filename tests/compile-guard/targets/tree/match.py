match kind:
    case "cart":
        total = 1
