"""Janus: each device sends once, and Janus passes it on. Only this server speaks to Janus."""
