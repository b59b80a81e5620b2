"""What each command leads to, one file per theme; evolutions has the same names."""
