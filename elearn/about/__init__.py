"""Pages about the service: accessibility, privacy, health check."""
