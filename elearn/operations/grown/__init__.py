"""What an installation of several processes needs around it: nginx, systemd, and a page about its size."""
