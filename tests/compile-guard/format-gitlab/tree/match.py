match kind:
    case 1:
        pass
