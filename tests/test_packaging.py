"""A built package carries everything that the code reads beside itself."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "groundswell"
NOT_READ = {".py", ".pyc", ".md"}
MADE_INTO_STATIC = PACKAGE / "ground" / "web" / "assets"  # styles and scripts before they are built


def carried() -> set[Path]:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    patterns = setup["package-data"]["groundswell"]
    return {path for pattern in patterns for path in PACKAGE.glob(pattern)}


def test_nothing_that_the_code_reads_is_left_out_of_the_package() -> None:
    read = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file()
        and path.suffix not in NOT_READ
        and not path.is_relative_to(MADE_INTO_STATIC)
    }
    assert read
    assert sorted(read - carried()) == []
