"""The files of a pack, out of a folder or out of a zip that somebody sent: bounded, and no others.

What stands in a zip's list is only claimed: each file is unpacked here never past what is left of
the bound, into memory; no name of a zip ever becomes a path on this machine.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

MOST_BYTES = 20_000_000  # of a zip
MOST_UNPACKED = 100_000_000
MOST_FILES = 2_000
MOST_OF_A_TEXT = 5_000_000  # bytes of one file that is read
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, OSError,
            NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError)  # fmt: skip


def of_folder(folder: Path) -> dict[str, bytes]:
    """Every YAML file below a folder of our own, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
    }


def of_zip(content: bytes) -> dict[str, bytes]:
    """Every YAML file in a zip, by its path. Raises Unusable where the zip is not a safe one."""
    if len(content) > MOST_BYTES:
        raise Unusable(_("The file is larger than 20 MB. Export fewer things at a time."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            return _unpacked(bundle)
    except _DAMAGED:
        raise Unusable(
            _("This is no zip that can be read. Choose the file as the library wrote it.")
        ) from None


def _unpacked(bundle: zipfile.ZipFile) -> dict[str, bytes]:
    members = [m for m in bundle.infolist() if not m.is_dir()]
    if len(members) > MOST_FILES:
        raise Unusable(_("The zip holds more than %(n)s files.") % {"n": f"{MOST_FILES:,}"})
    if sum(m.file_size for m in members) > MOST_UNPACKED:
        raise Unusable(_too_large())
    found: dict[str, bytes] = {}
    for member in members:
        name = _safe_name(member)
        if name in found:
            raise Unusable(_("The zip holds “%(name)s” twice.") % {"name": name[:100]})
        if name.lower().endswith((".yaml", ".yml")) and not _is_beside(name):
            found[name] = _read(bundle, member)
    return _without_outer_folder(found)


def _safe_name(member: zipfile.ZipInfo) -> str:
    name = member.filename
    steps = name.split("/")
    is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
    if name.startswith("/") or "\\" in name or ":" in steps[0] or ".." in steps or is_link:
        raise Unusable(
            _("The zip names a place outside itself: “%(name)s”.") % {"name": name[:100]}
        )
    return name


def _is_beside(name: str) -> bool:
    """What computers put into zips of their own accord."""
    return any(step.startswith(".") or step == "__MACOSX" for step in name.split("/"))


def _read(bundle: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with bundle.open(member) as file:
        content = file.read(MOST_OF_A_TEXT + 1)
    if len(content) > MOST_OF_A_TEXT:
        raise Unusable(_too_large())
    return content


def _too_large() -> str:
    return _("The zip is too large when unpacked. Export fewer things at a time.")


def _without_outer_folder(found: dict[str, bytes]) -> dict[str, bytes]:
    """A zip of a folder has that folder before every name."""
    outer = {name.partition("/")[0] for name in found}
    if "pack.yaml" in found or len(outer) != 1:
        return found
    return {name.partition("/")[2] or name: content for name, content in found.items()}
