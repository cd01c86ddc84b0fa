"""Mail services to test against, on this machine, for as long as a test runs."""

import json
import socketserver
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from notifications_python_client.authentication import decode_jwt_token, decode_token
from notifications_python_client.errors import TokenError

SERVICE_ID = "11111111-2222-3333-4444-555555555555"
SECRET = "66666666-7777-8888-9999-aaaaaaaaaaaa"
API_KEY = f"stand_in-{SERVICE_ID}-{SECRET}"
TEMPLATE_ID = "bbbbbbbb-cccc-dddd-eeee-ffffffffffff"
TEXT_TEMPLATE_ID = "cccccccc-dddd-eeee-ffff-000000000000"
MOST_MAILS = 1_000


@dataclass
class NotifyStandIn:
    """Refuses what GOV.UK Notify refuses, in its words, and keeps what it takes."""

    url: str = ""
    taken: "deque[dict[str, Any]]" = field(default_factory=lambda: deque(maxlen=MOST_MAILS))
    tokens: "deque[dict[str, Any]]" = field(default_factory=lambda: deque(maxlen=MOST_MAILS))
    answers: "deque[tuple[int, str, str]]" = field(default_factory=deque)  # to give first
    team: frozenset[str] | None = None  # the key may write to these only
    asks_for: tuple[str, ...] = ("subject", "body")
    speaks_json: bool = True

    def answer(self, authorisation: str, path: str, sent: dict[str, Any]) -> tuple[int, str, str]:
        token = authorisation.removeprefix("Bearer ")
        try:
            self.tokens.append(decode_token(token))
            decode_jwt_token(token, SECRET)
        except TokenError:
            clock = "Error: Your system clock must be accurate to within 30 seconds"
            return 403, "AuthError", clock
        if self.answers:
            return self.answers.popleft()
        return self._judge(path, sent)

    def _judge_text(self, sent: dict[str, Any]) -> tuple[int, str, str]:
        digits = sent.get("phone_number", "").removeprefix("+")
        if not digits.isdigit() or not 10 <= len(digits) <= 15:
            return 400, "ValidationError", "phone_number Not a valid phone number"
        if sent.get("template_id") != TEXT_TEMPLATE_ID:
            return 400, "BadRequestError", "Template not found"
        if set(sent.get("personalisation", {})) != {"body"}:
            return 400, "BadRequestError", "Missing personalisation: body"
        self.taken.append(sent)
        return 201, "", ""

    def _judge(self, path: str, sent: dict[str, Any]) -> tuple[int, str, str]:
        if path == "/v2/notifications/sms":
            return self._judge_text(sent)
        address = sent.get("email_address", "")
        if path != "/v2/notifications/email":
            return 404, "NoResultFound", "No result found"
        if "@" not in address or " " in address or "." not in address.partition("@")[2]:
            return 400, "ValidationError", "email_address Not a valid email address"
        if sent.get("template_id") != TEMPLATE_ID:
            return 400, "BadRequestError", "Template not found"
        missing = [name for name in self.asks_for if name not in sent.get("personalisation", {})]
        if missing:
            return 400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}"
        if self.team is not None and address not in self.team:
            words = "Can’t send to this recipient using a team-only API key"
            return 403, "BadRequestError", words
        self.taken.append(sent)
        return 201, "", ""


@contextmanager
def notify() -> Iterator[NotifyStandIn]:
    stand_in = NotifyStandIn()

    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, error, words = stand_in.answer(self.headers["Authorization"], self.path, sent)
            answer: dict[str, Any] = {"id": "740e5834-3a29-46b4-9a6f-16142fde533a"}
            if error:
                answer = {"status_code": status, "errors": [{"error": error, "message": words}]}
            body = json.dumps(answer) if stand_in.speaks_json else "<p>Thank you"
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stand_in.url = f"http://127.0.0.1:{server.server_port}"
        with _running(server):
            yield stand_in


@dataclass
class SmtpSink:
    """Takes mail, unless told to refuse: a code for an address, for the sender or for the words."""

    port: int = 0
    taken: "deque[tuple[str, str]]" = field(default_factory=lambda: deque(maxlen=MOST_MAILS))
    refuses_address: dict[str, int] = field(default_factory=dict)
    refuses_sender: int = 0
    refuses_words: int = 0
    n_connections: int = 0


class SinkServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    sink: SmtpSink


class SinkHandler(socketserver.StreamRequestHandler):
    server: SinkServer
    timeout = 5
    recipient = ""

    def handle(self) -> None:
        self.server.sink.n_connections += 1
        self.say(220, "sink")
        while line := self.rfile.readline(2_000).decode():
            self.answer(line[:4].upper(), line)
            if line[:4].upper() == "QUIT":
                break

    def answer(self, verb: str, line: str) -> None:
        sink = self.server.sink
        if verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
            self.say(sink.refuses_address.get(self.recipient, 250))
        elif verb == "MAIL":
            self.say(sink.refuses_sender or 250)
        elif verb == "DATA":
            self.take(sink)
        else:
            self.say(221 if verb == "QUIT" else 250)

    def take(self, sink: SmtpSink) -> None:
        self.say(354)
        lines = []
        while (line := self.rfile.readline(100_000).decode()) not in {".\r\n", ""}:
            lines.append(line)
        if not sink.refuses_words:
            sink.taken.append((self.recipient, "".join(lines)))
        self.say(sink.refuses_words or 250)

    def say(self, code: int, words: str = "the secret is 1234") -> None:
        self.wfile.write(f"{code} {words}\r\n".encode())


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    with SinkServer(("127.0.0.1", 0), SinkHandler) as server:
        server.sink = SmtpSink(port=server.server_address[1])
        with _running(server):
            yield server.sink


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(timeout=5)
