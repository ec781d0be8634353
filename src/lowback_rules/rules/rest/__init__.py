"""Too little rest."""
