"""House rules about rest."""
