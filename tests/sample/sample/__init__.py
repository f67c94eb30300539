"""The sample monorepo: what it holds (tree), how it came to be (history)."""
