"""Programmes, course runs, sessions and run-sheets."""
