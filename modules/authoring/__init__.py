"""Writing modules: drafts, who writes in them, and what becomes of them until they are published."""
