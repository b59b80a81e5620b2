"""Watching the rooms of a process: how much, how fast, how often refused. Never who, never what."""
