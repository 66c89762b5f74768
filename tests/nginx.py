"""Nginx with our file, on ports of this machine."""

import getpass
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps it out of a user's PATH.
BINARY = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def serving(text: str, folder: Path, *, site: int) -> Iterator[int]:
    """The port of nginx, which serves by this file and keeps all else in the folder.

    ``site`` is the port behind it.
    """
    plain, main = free_ports(2)
    for old, new in [
        ("/var/cache/nginx/counterpoint", f"{folder}/cache"),
        ("/var/log/nginx", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("listen 443", f"listen 127.0.0.1:{main}"),
    ]:
        assert old in text
        text = text.replace(old, new)
    # One address of this machine is enough.
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    (folder / "site.conf").write_text(text)
    temporary = "".join(
        f"{each}_temp_path {folder}/{each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # The folder is closed to other users, such as the one that nginx takes when root starts it.
    (folder / "nginx.conf").write_text(
        f"user {getpass.getuser()};\npid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
        f"http {{\n{temporary}include {folder}/site.conf;\n}}\n"
    )
    command = [BINARY, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0 and "[warn] conflicting" not in checked.stderr, checked.stderr
    process = subprocess.Popen(command)
    try:
        end = time.monotonic() + 20
        while not answers(main):
            assert process.poll() is None and time.monotonic() < end, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield main
    finally:
        process.terminate()
        process.wait(20)


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
