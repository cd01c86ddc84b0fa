"""Blind signatures of RSA: RFC 9474, RSABSSA-SHA384-PSS-Deterministic.

The browser hides its message, the server signs what it cannot read, the browser uncovers a plain
RSA-PSS signature that anybody can check. The server's part is here, and the browser's once more in
`web/assets/js/slip.js`.
"""

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

from .powers import raised

KEY_BITS, EXPONENT, SALT_LENGTH = 2048, 65_537, 48  # bits; ; bytes, as the RFC names them
_PSS = padding.PSS(padding.MGF1(SHA384()), SALT_LENGTH)


class NotSigned(ValueError):
    """What was to be signed is no number below the modulus, or the signature came out wrong."""


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(EXPONENT, KEY_BITS)


def sign(key: rsa.RSAPrivateKey, message: bytes) -> bytes:
    """A plain signature, as the server makes it where no browser hides the message."""
    return key.sign(message, _PSS, SHA384())


def is_signed(public: rsa.RSAPublicKey, message: bytes, signature: bytes) -> bool:
    """Whether the signature is the key's: made plainly or unseen, they look alike."""
    try:
        public.verify(signature, message, _PSS, SHA384())
    except InvalidSignature:
        return False
    return True


def sign_unseen(key: rsa.RSAPrivateKey, blinded: bytes) -> bytes:
    """BlindSign of RFC 9474, section 4.3: the private operation on a hidden message.

    A random factor hides from a clock what is raised to the secret power, and the result is
    checked, so that a fault of the machine never gives the key away.

    Raises
    ------
    NotSigned
        If `blinded` is not as long as the modulus, or not between 0 and the modulus.
    """
    numbers = key.private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    size = (n.bit_length() + 7) // 8
    m = int.from_bytes(blinded)
    if len(blinded) != size or not 0 < m < n:
        raise NotSigned("What was to be signed does not fit the key.")
    factor = secrets.randbelow(n - 2) + 2
    signed = _private(numbers, m * pow(factor, e, n) % n) * pow(factor, -1, n) % n
    if pow(signed, e, n) != m:
        raise NotSigned("The signature came out wrong.")
    return signed.to_bytes(size)


def _private(numbers: rsa.RSAPrivateNumbers, m: int) -> int:
    """RSASP1 by the Chinese remainder theorem: RFC 8017, section 5.2.1."""
    p, q = numbers.p, numbers.q
    in_p, in_q = raised(m % p, numbers.dmp1, p), raised(m % q, numbers.dmq1, q)
    return in_q + q * (numbers.iqmp * (in_p - in_q) % p)
