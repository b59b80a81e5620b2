"""What the browser tests of an evening share: signing in, people at a browser, and people without one."""
