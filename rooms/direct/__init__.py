"""The direct path: WebSockets without greenlets, frames made once, all of a turn in one send.

`frames.py` knows RFC 6455, `line.py` one socket and `outbound.py` when it sends; `engine_socket.py` speaks
Engine.IO and Socket.IO on it, and `path.py` puts it into python-socketio. Long polling, and whoever upgrades
from it, stay on the stock path.
"""
