"""Hostile requests by the thousand, and text that would run in every field; see `hostile`."""

import os

from tests.proof._databases import begin, in_a_database_of_its_own, say, told

begin()

from typing import Any  # noqa: E402

from django.db import transaction  # noqa: E402
from django.test import TestCase  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.hostile import stored  # noqa: E402
from tests.hostile.attacks import Attacker, targets_of  # noqa: E402
from tests.hostile.sending import send_all  # noqa: E402
from tests.url_table import Scene, a_scene  # noqa: E402
from tests.world import acting  # noqa: E402

from groundswell.ground.imports import actions as imports  # noqa: E402

N = int(os.environ.get("GROUNDSWELL_ATTACKS", "8500"))  # a third of them is sent twice


def main() -> None:
    told(in_a_database_of_its_own("hostile", attacked))


def attacked() -> dict[str, Any]:
    scene = a_scene().all_sign_in()
    scene.made["at"] = timezone.now()
    targets = scene.made["targets"] = targets_of(scene)
    outcome = send_all(Attacker(scene, targets, seed=7).attacks(N), scene)
    for line in outcome.faults().splitlines():
        say(line)
    return {
        "n": outcome.n,
        "urls": len(outcome.of_url),
        "statuses": dict(sorted(outcome.statuses.items())),
        "kinds": dict(outcome.of_kind.most_common()),
        "breaks": outcome.breaks,
        **looked_through(scene),
    }


def looked_through(scene: Scene) -> dict[str, Any]:
    seen: dict[str, Any] = {"texts": len(stored.CORPUS), "looks": 0, "shown": 0, "runs": []}
    for text in stored.CORPUS:
        with transaction.atomic():
            addresses = [*stored.pages(scene.made["targets"]), *_of_a_file(scene, text)]
            seen["fields"] = stored.fill(text)
            for name, address in addresses:
                _look(scene, name, address, seen)
            transaction.set_rollback(True)
    return seen


def _of_a_file(scene: Scene, text: str) -> list[tuple[str, str]]:
    run = stored.a_file(scene, text)
    with TestCase.captureOnCommitCallbacks(execute=True):
        by = acting(scene.people["administrator_here"])
        imports.check_run(run=run, by=by, at=scene.made["at"])
    return [("imports", f"/imports/{run.pk}/{part}") for part in ("", "columns/", "faults/")]


def _look(scene: Scene, name: str, address: str, seen: dict[str, Any]) -> None:
    for persona in stored.LOOKERS:
        answer = stored.opened(scene, persona, address)
        if answer is not None:
            seen["looks"] += 1
            seen["shown"] += not answer.streaming and b"run(1)" in answer.content
            seen["runs"] += [f"{name} ({persona}): {what}" for what in stored.runs(answer)]


if __name__ == "__main__":
    main()
