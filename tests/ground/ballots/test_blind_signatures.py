"""The server's part of RFC 9474, held to the RFC's own figures."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.ground.ballots.voting import encoded

from groundswell.ground.ballots import blind

VECTOR = {
    name: value if name == "source" else bytes.fromhex(value)
    for name, value in json.loads(Path(__file__).with_name("rfc9474.json").read_text()).items()
}


def the_key_of_the_rfc() -> rsa.RSAPrivateKey:
    p, q, d, e, n = (int.from_bytes(VECTOR[name]) for name in "pqden")
    public = rsa.RSAPublicNumbers(e, n)
    return rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), rsa.rsa_crt_iqmp(p, q), public
    ).private_key()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return the_key_of_the_rfc()


def test_a_hidden_message_is_signed_as_the_rfc_signs_it(key: rsa.RSAPrivateKey) -> None:
    assert blind.sign_unseen(key, VECTOR["blinded_msg"]) == VECTOR["blind_sig"]


def test_what_is_uncovered_is_the_signature_of_the_rfc_and_verifies(
    key: rsa.RSAPrivateKey,
) -> None:
    n, inverse = int.from_bytes(VECTOR["n"]), int.from_bytes(VECTOR["inv"])
    signed = blind.sign_unseen(key, VECTOR["blinded_msg"])
    uncovered = (int.from_bytes(signed) * inverse % n).to_bytes(len(signed))
    assert uncovered == VECTOR["sig"]
    assert blind.is_signed(key.public_key(), VECTOR["msg"], uncovered)
    assert not blind.is_signed(key.public_key(), VECTOR["msg"] + b"!", uncovered)


def test_the_browser_of_our_tests_hides_as_the_rfc_does() -> None:
    n, e = int.from_bytes(VECTOR["n"]), int.from_bytes(VECTOR["e"])
    message = encoded(VECTOR["msg"], VECTOR["salt"], n.bit_length())
    assert message == VECTOR["encoded_msg"]
    factor = pow(int.from_bytes(VECTOR["inv"]), -1, n)
    blinded = int.from_bytes(message) * pow(factor, e, n) % n
    assert blinded.to_bytes(len(message)) == VECTOR["blinded_msg"]


@pytest.mark.parametrize("blinded", [b"", b"\x01", bytes(512), b"\xff" * 512, b"\x01" * 513])
def test_what_is_no_number_below_the_modulus_is_not_signed(
    key: rsa.RSAPrivateKey, blinded: bytes
) -> None:
    with pytest.raises(blind.NotSigned):
        blind.sign_unseen(key, blinded)


def test_a_signature_that_came_out_wrong_never_leaves(
    key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One wrong half of the Chinese remainder would give the factors of the modulus away."""
    monkeypatch.setattr(blind, "_private", lambda numbers, m: pow(m, 3, numbers.p))
    with pytest.raises(blind.NotSigned):
        blind.sign_unseen(key, VECTOR["blinded_msg"])


def test_both_ways_of_signing_look_alike() -> None:
    key = blind.new_key()
    assert (key.key_size, key.public_key().public_numbers().e) == (2048, 65_537)
    signature = blind.sign(key, b"nonce")
    assert len(signature) == 256
    assert blind.is_signed(key.public_key(), b"nonce", signature)
    assert not blind.is_signed(blind.new_key().public_key(), b"nonce", signature)
