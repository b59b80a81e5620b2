"""Who takes part in which course run."""
