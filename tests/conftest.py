"""What every test stands on: a database of its own, no network, a clock that can be held."""

import itertools
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from groundswell.ground.people.models import Person

LOOPBACK = ("127.", "::1", "localhost")

# How long an example takes says what else the machine does, and nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings_tox_suffix() -> None:
    """Several suites share one server: TEST_DATABASE_NAME keeps their databases apart."""
    wanted = os.environ.get("TEST_DATABASE_NAME")
    default = connections.databases["default"]
    if wanted and default["ENGINE"].endswith("postgresql"):
        default.setdefault("TEST", {})["NAME"] = wanted


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that would leave the machine fails, and says where it wanted to go."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        leaves = self.family in {socket.AF_INET, socket.AF_INET6}
        if leaves and not str(address[0]).startswith(LOOPBACK):
            raise RuntimeError(f"A test wanted to leave the machine for {address[0]}.")
        connect(self, address)

    socket.socket.connect = only_here  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def keys_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The keys of ballots lie in a folder that goes with the run."""
    with override_settings(BALLOT_KEYS=str(tmp_path_factory.mktemp("keys", numbered=True))):
        yield


@pytest.fixture(scope="session", autouse=True)
def files_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pictures and films lie in a folder that goes with the run."""
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media", numbered=True))):
        yield


@pytest.fixture(scope="session", autouse=True)
def few_rsa_keys() -> Iterator[None]:
    """Making a key takes longer than a test: a few are made, and given out in turn."""
    from groundswell.ground.ballots import blind

    make, made = blind.new_key, []
    turn = itertools.count()

    def in_turn() -> Any:
        n = next(turn) % 7
        if n == len(made):
            made.append(make())
        return made[n]

    blind.new_key = in_turn
    yield
    blind.new_key = make


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Sign-in counts attempts in the cache; one test's attempts are not another's."""
    cache.clear()


@pytest.fixture(scope="module")
def kept_for_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a fixture of a module makes after this is made once, for all tests of the module.

    What a test adds to it or changes in it is undone before the next, as ever; give each test a
    copy of the objects. Nothing of it is written down for good: no test with real transactions.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def at_noon() -> Iterator[time_machine.Traveller]:
    """The views' clock stands at NOON of tests/world.py; `.shift(seconds)` moves it."""
    from tests.world import NOON

    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(db: None) -> Callable[[Person], Client]:
    """A browser of the person's own: `signed_in(joyce).get("/")`."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
