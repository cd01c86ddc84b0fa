import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from groundswell.config import loopback
from groundswell.config.loopback import LoopbackMiddleware, is_loopback

GUNICORN = Path(loopback.__file__).with_name("gunicorn.py")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_these_addresses_mean_this_machine(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.4", "192.168.1.9", "", "example.org"])
def test_these_addresses_reach_beyond_this_machine(host):
    assert not is_loopback(host)


def answer(**asked: str) -> HttpResponse:
    site = LoopbackMiddleware(lambda request: HttpResponse("the demonstration"))
    return site(RequestFactory().get("/", **asked))


def test_the_demonstration_answers_whoever_sits_at_this_machine():
    assert answer(REMOTE_ADDR="127.0.0.1").status_code == 200
    assert answer(REMOTE_ADDR="::1").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "10.0.0.4"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.4, 127.0.0.1"},
    ],
)
def test_the_demonstration_refuses_whoever_asks_from_elsewhere(asked):
    refused = answer(**asked)
    assert refused.status_code == 403
    assert "only the machine that it runs on" in refused.content.decode()


def starting(settings, *addresses, demo: bool):
    settings.DEMO = demo
    on_starting = runpy.run_path(str(GUNICORN))["on_starting"]
    on_starting(SimpleNamespace(cfg=SimpleNamespace(address=list(addresses))))


def test_the_demonstration_does_not_start_where_others_could_reach_it(settings):
    starting(settings, ("127.0.0.1", 8000), "/run/groundswell.sock", demo=True)
    with pytest.raises(SystemExit, match="listens on this machine only"):
        starting(settings, ("127.0.0.1", 8000), ("0.0.0.0", 8000), demo=True)


def test_a_trusts_own_site_listens_where_it_is_told_to(settings):
    starting(settings, ("0.0.0.0", 8000), demo=False)


def test_the_web_server_keeps_no_control_socket_and_answers_this_machine_by_default(monkeypatch):
    monkeypatch.delenv("BIND", raising=False)
    chosen = runpy.run_path(str(GUNICORN))
    assert chosen["control_socket_disable"] is True
    assert chosen["bind"] == "127.0.0.1:8000"
    assert chosen["worker_class"] == "gthread"
