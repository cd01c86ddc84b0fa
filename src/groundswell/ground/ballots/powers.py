"""Powers modulo a large odd number, by the library that the interpreter's own TLS stands on.

Python's `pow` takes some milliseconds for an exponent of 1,024 bits, and its time tells something
of the exponent. OpenSSL's takes a tenth, the same time whatever the exponent, and lets other
threads go on meanwhile. An interpreter that was built without it has `pow`.
"""

import ctypes
from contextlib import ExitStack
from functools import cache
from typing import Any


def raised(base: int, exponent: int, modulus: int) -> int:
    """`pow(base, exponent, modulus)` for an odd modulus above the base.

    >>> raised(5, 117, 1_000_003) == pow(5, 117, 1_000_003)
    True
    """
    known = _library()
    return _by_library(known, base, exponent, modulus) if known else pow(base, exponent, modulus)


def _by_library(known: Any, base: int, exponent: int, modulus: int) -> int:
    size = (modulus.bit_length() + 7) // 8
    out = ctypes.create_string_buffer(size)
    with ExitStack() as stack:

        def number(value: int) -> Any:
            content = value.to_bytes(size)
            made = known.BN_bin2bn(content, size, None)
            stack.callback(known.BN_clear_free, made)
            return made

        context = known.BN_CTX_new()
        stack.callback(known.BN_CTX_free, context)
        result, *given = map(number, (0, base, exponent, modulus))
        if (
            known.BN_mod_exp_mont_consttime(result, *given, context, None) != 1
            or known.BN_bn2binpad(result, out, size) != size
        ):
            return pow(base, exponent, modulus)
    return int.from_bytes(out.raw)


@cache
def _library() -> Any:
    """What `_ssl` is linked to, found through it: no search, and the same library in use already.
    None where there is none."""
    try:
        import _ssl

        known = ctypes.CDLL(_ssl.__file__)
        for name, (gives, takes) in _FUNCTIONS.items():
            function = getattr(known, name)
            function.restype, function.argtypes = gives, takes
    except (ImportError, OSError, AttributeError):
        return None
    return known


_POINTER, _INT, _BYTES = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "BN_CTX_new": (_POINTER, []),
    "BN_CTX_free": (None, [_POINTER]),
    "BN_bin2bn": (_POINTER, [_BYTES, _INT, _POINTER]),
    "BN_bn2binpad": (_INT, [_POINTER, _BYTES, _INT]),
    "BN_clear_free": (None, [_POINTER]),
    "BN_mod_exp_mont_consttime": (_INT, [_POINTER] * 6),
}
