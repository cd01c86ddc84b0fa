"""A PostgreSQL of the trial's own: another folder, another port, an ordinary user."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.proof._field import free_port

USER = "postgres"


def binaries() -> Path | None:
    """Where the newest PostgreSQL of this machine has its programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@dataclass
class Cluster:
    """A server that can be killed and started again."""

    folder: str
    port: int

    @property
    def url(self) -> str:
        return f"postgres://{USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        log = f"{self.folder}/log"
        _as_user("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", log, "-w", "start")

    def kill(self) -> None:
        """The postmaster at once; its children notice by themselves and end."""
        with contextlib.suppress(OSError, ValueError):
            pid = int(Path(f"{self.folder}/data/postmaster.pid").read_text().split()[0])
            os.kill(pid, 9)
            _wait_until_gone(pid)

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            _as_user("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")


@contextlib.contextmanager
def a_cluster() -> Iterator[Cluster]:
    """A new server, started, and gone with its folder at the end."""
    folder = tempfile.mkdtemp(prefix="groundswell-cluster-")
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    cluster = Cluster(folder, free_port())
    try:
        _as_user("initdb", "-D", f"{folder}/data", "-U", USER, "-A", "trust", "--no-sync")
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(program: str, *arguments: str) -> None:
    """PostgreSQL refuses to run as root: then it is run as the user that it brought along."""
    where = binaries()
    assert where, "no PostgreSQL is installed here"
    command = [str(where / program), *arguments]
    if os.geteuid() == 0:
        command = ["su", USER, "-s", "/bin/sh", "-c", 'exec "$0" "$@"', "--", *command]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )


def _wait_until_gone(pid: int, patience: float = 10) -> None:
    last = time.monotonic() + patience
    while time.monotonic() < last and Path(f"/proc/{pid}").exists():
        time.sleep(0.05)
