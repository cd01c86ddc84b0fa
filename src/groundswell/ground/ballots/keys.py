"""The folder of secret keys: outside the database and its backups, one for all machines.

A box has two files: `<id>.sign` signs slips, `<id>.open` opens answers. The second is read only
while a box is opened. Both are overwritten and unlinked when the box has been opened for the last
time, so that old copies of the database stay shut.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from . import blind

_PEPPER = "receipts.pepper"
_ENDINGS = ("sign", "open")
_KEPT_OPEN = 256  # signing keys that a process remembers


def folder() -> Path:
    """The folder, made where it is missing.

    Raises
    ------
    Unusable
        If it cannot be made or written, or others than its owner could read it.
    """
    path = Path(settings.BALLOT_KEYS)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_private = not path.stat().st_mode & 0o077
    except OSError:
        raise Unusable(_not_writable()) from None
    if not is_private:
        raise Unusable(_("Others can read the folder of the ballots’ keys. Set its mode to 0700."))
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise Unusable(_not_writable())
    return path


def make(box_id: UUID) -> tuple[bytes, bytes]:
    """New keys for a box, on the disk before this returns. Gives their public halves.

    Raises
    ------
    Unusable
        If they cannot be kept.
    """
    signing, sealing = blind.new_key(), X25519PrivateKey.generate()
    private = signing.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(f"{box_id}.sign", private)
    _write(f"{box_id}.open", sealing.private_bytes_raw())
    public = signing.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return public, sealing.public_key().public_bytes_raw()


@lru_cache(_KEPT_OPEN)
def signing(box_id: UUID) -> RSAPrivateKey:
    """The key that signs slips. Raises Unusable where this machine does not have it."""
    key = serialization.load_der_private_key(
        _read(f"{box_id}.sign"),
        None,
        unsafe_skip_rsa_key_validation=True,  # we wrote it ourselves
    )
    assert isinstance(key, RSAPrivateKey)
    return key


def opening(box_id: UUID) -> X25519PrivateKey:
    """The key that opens answers; never remembered. Raises Unusable where it is not here."""
    return X25519PrivateKey.from_private_bytes(_read(f"{box_id}.open"))


def destroy(box_id: UUID) -> None:
    """Overwrite and unlink both; what is gone already is no fault."""
    signing.cache_clear()
    for ending in _ENDINGS:
        _shred(folder() / f"{box_id}.{ending}")
    _settle_folder()


def box_ids() -> set[UUID]:
    """The boxes that there are keys of."""
    return {UUID(path.stem) for e in _ENDINGS for path in folder().glob(f"*.{e}")}


def older_than(box_ids: Iterable[UUID], seconds_since_1970: float) -> set[UUID]:
    """Those whose keys were made before that moment."""
    return {
        i
        for i in box_ids
        if all(
            (folder() / f"{i}.{e}").stat().st_mtime < seconds_since_1970
            for e in _ENDINGS
            if (folder() / f"{i}.{e}").exists()
        )
    }


def pepper() -> bytes:
    """What makes a receipt's stored form useless to whoever has the database alone."""
    return _pepper_in(folder())


@lru_cache(8)
def _pepper_in(path: Path) -> bytes:
    if not (path / _PEPPER).exists():
        _write(_PEPPER, secrets.token_bytes(32))
    return _read(_PEPPER)


def _write(name: str, content: bytes) -> None:
    """A new file, whole or not at all, durable once this returns; the first of two writers wins."""
    part = folder() / f".{name}.{secrets.token_hex(8)}"
    try:
        _fill(part, content)
        with suppress(FileExistsError):
            os.link(part, folder() / name)
        part.unlink()
        _settle_folder()
    except OSError:
        part.unlink(missing_ok=True)
        raise Unusable(_not_writable()) from None


def _fill(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read(name: str) -> bytes:
    try:
        return (folder() / name).read_bytes()
    except OSError:
        raise Unusable(
            _(
                "This machine does not have the key that belongs to these answers. "
                "Whoever looks after this site can set BALLOT_KEYS to the folder that holds it."
            )
        ) from None


def _shred(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _settle_folder() -> None:
    """Make what was linked and unlinked durable too."""
    handle = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _not_writable() -> str:
    return _(
        "The folder of the ballots’ keys, %(path)s, cannot be written. Make it writable for the "
        "program, or set BALLOT_KEYS to one that is."
    ) % {"path": settings.BALLOT_KEYS}
