"""Prepare a checkout: an environment with the pinned packages, the project in it, the page assets.

Run by `make` with the machine's own Python, so nothing here needs a package. Each step is done only
when what it depends on has changed. A step that was cut short is done again.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class CannotPrepare(Exception):
    """Why the checkout could not be prepared, and what to do, in one sentence."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools of tests and checks")
    chosen = parser.parse_args(arguments)
    try:
        prepare(dev=chosen.dev)
    except CannotPrepare as fault:
        say(str(fault))
        return 1
    return 0


def prepare(*, dev: bool) -> None:
    """Bring the checkout up to date. Two that start at once wait for each other."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_environment()
        install("requirements-dev.txt" if dev else "requirements.txt")
        install_project()
        build_assets()


def make_environment() -> None:
    if PYTHON.exists() and _succeeds([PYTHON, "-c", "import pip"]):
        return
    say("Making the Python environment in .venv.")
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(VENV)


def install(requirements: str) -> None:
    """Install pinned and hashed packages. The list of the tools holds the program's own as well."""
    wanted = _digest([ROOT / requirements])
    if _is_done(requirements, wanted):
        return
    say(f"Installing the packages of {requirements}: a minute or two, once.")
    _pip("--require-hashes", "-r", str(ROOT / requirements))
    _note_done(requirements, wanted)


def install_project() -> None:
    wanted = _digest([ROOT / "pyproject.toml", ROOT / "requirements.in"])
    if _is_done("project", wanted) and (VENV / "bin" / "groundswell").exists():
        return
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    _note_done("project", wanted)


def build_assets() -> None:
    """Compile the styles, where they have changed; bring a Node.js where the machine has none."""
    if not (shutil.which("node") and shutil.which("npm")):
        install("requirements-node.txt")
    builder: list[str | Path] = [PYTHON, "-m", "groundswell.ground.web.build_assets"]
    _run(builder, "The styles could not be made: see the lines above.", stdout=subprocess.DEVNULL)


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (speaking to the person at the terminal)


def _pip(*arguments: str) -> None:
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
    ]
    _run([*command, *arguments], "The packages could not be installed: see the lines above.")


def _environment() -> dict[str, str]:
    """Ours, with the machine's own certificates, which older versions of pip do not look for."""
    kept = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():
        kept.setdefault("PIP_CERT", str(SYSTEM_CERTIFICATES))
        kept.setdefault("NODE_USE_SYSTEM_CA", "1")
    return kept


def _run(command: list[str | Path], otherwise: str, stdout: int | None = None) -> None:
    ended = subprocess.run(command, cwd=ROOT, env=_environment(), stdout=stdout, check=False)
    if ended.returncode:
        raise CannotPrepare(otherwise)


def _succeeds(command: list[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _digest(paths: Iterable[Path]) -> str:
    """One value for the contents of files and folders; what is missing counts as empty."""
    found = hashlib.sha256(str(VENV).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            found.update(str(file).encode())
            if file.is_file():
                found.update(file.read_bytes())
    return found.hexdigest()


def _is_done(step: str, digest: str) -> bool:
    note = VENV / f"prepared-{step}"
    return note.exists() and note.read_text() == digest


def _note_done(step: str, digest: str) -> None:
    (VENV / f"prepared-{step}").write_text(digest)


if __name__ == "__main__":
    sys.exit(main())
