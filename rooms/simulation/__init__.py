"""Simulated people: real Socket.IO clients that load a server, and company for a visitor of the demo."""
