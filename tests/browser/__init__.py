"""The desk in a real browser: a group of its own, so that the README's commands need none (see README.md here)."""
