"""The sample monorepo: what is in it (tree), and how it came about (history)."""
