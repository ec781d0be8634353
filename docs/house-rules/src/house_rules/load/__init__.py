"""House rules about load."""
