"""The platform: people, organisations and courses."""
