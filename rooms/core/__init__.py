"""The room itself, as pure decisions over a log: standard library only."""
