"""A small OpenID Connect provider on this machine: authorisation code flow with PKCE and RS256."""

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET, KEY_ID = "groundswell", "for-tests-only", "key-1"
_PATIENCE_SECONDS = 5


@cache
def _keys() -> tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]:
    """Two keys, made once: making one takes longer than a test."""
    one, other = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in "ab")
    return one, other


@dataclass
class Provider:
    """What it says of whoever comes, and what it does wrong when a test asks for it."""

    email: str = "joyce.lim@harrowmere.example"
    email_verified: Any = True
    subject: str = "subject-1"
    subject_of_userinfo: str = ""
    audience: str = CLIENT_ID
    expires_in: int = 300
    signs_with_another_key: bool = False
    algorithm: str = "RS256"
    is_broken: bool = False
    challenges: dict[str, str] = field(default_factory=dict)  # code -> PKCE challenge
    url: str = ""

    def __post_init__(self) -> None:
        self.key, self.other_key = _keys()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            timeout = _PATIENCE_SECONDS

            def do_GET(self) -> None:
                provider.answer(self, {})

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                sent = parse_qs(self.rfile.read(min(length, 10_000)).decode())
                provider.answer(self, {k: v[0] for k, v in sent.items()})

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorise(self, address: str) -> dict[str, str]:
        """What the person's browser does there: say yes. Returns the parameters to go back with."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def answer(self, handler: BaseHTTPRequestHandler, sent: dict[str, str]) -> None:
        routes = {
            "/.well-known/openid-configuration": self._configuration,
            "/token": self._token,
            "/userinfo": self._userinfo,
            "/keys": self._keys,
        }
        route = routes.get(urlsplit(handler.path).path)
        body = None if self.is_broken or route is None else route(sent)
        handler.send_response(200 if body else 400)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(body or {"error": "invalid_request"}).encode())

    def _configuration(self, sent: dict[str, str]) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorise",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        verifier = sent.get("code_verifier", "").encode()
        proof = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        if self.challenges.pop(sent.get("code", ""), None) != proof:
            return None
        if sent.get("client_secret") != CLIENT_SECRET:
            return None
        return {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token()}

    def _id_token(self) -> str:
        claims = {
            "iss": self.url,
            "aud": self.audience,
            "sub": self.subject,
            "exp": int(time.time()) + self.expires_in,
            "iat": int(time.time()),
        }
        key: Any = self.other_key if self.signs_with_another_key else self.key
        if self.algorithm == "HS256":
            key = "x" * 32
        return jwt.encode(claims, key, self.algorithm, headers={"kid": KEY_ID})

    def _userinfo(self, sent: dict[str, str]) -> dict[str, Any]:
        return {
            "sub": self.subject_of_userinfo or self.subject,
            "email": self.email,
            "email_verified": self.email_verified,
        }

    def _keys(self, sent: dict[str, str]) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": KEY_ID, "alg": "RS256", "use": "sig"}]}
