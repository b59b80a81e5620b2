"""A private nginx in front of several processes, with the configuration that the product writes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from elearn.operations.grown.config import nginx_config
from tests.services.waiting import wait_for_port

AROUND = """
daemon off;
worker_processes 2;
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{server}
}}
"""


@contextmanager
def private_nginx(port: int, ports: Sequence[int]) -> Iterator[Path]:
    """nginx on `port` for as long as the block lasts; yields its folder, where `error.log` is."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        server = nginx_config(ports, f"127.0.0.1:{port}", "localhost")
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, server=server))
        folder.chmod(0o755)
        command = [program, "-p", name, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            wait_for_port(process, "127.0.0.1", port, (folder / "error.log").read_text)
            yield folder
        finally:
            process.terminate()
            process.wait(10)
