"""Answers by the ten thousand, many of them spoilt; see `submissions`."""

import os

from tests.proof._databases import begin, in_a_database_of_its_own, told

begin()

import random  # noqa: E402
from collections import Counter  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from typing import Any  # noqa: E402

from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.engines.surveys.fielding.making import DEFINITION, an_item  # noqa: E402
from tests.proof._field import a_field  # noqa: E402
from tests.world import acting  # noqa: E402

from groundswell.engines.surveys import actions  # noqa: E402
from groundswell.engines.surveys.columns import columns_of  # noqa: E402
from groundswell.engines.surveys.definition import (  # noqa: E402
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
)
from groundswell.engines.surveys.models import AnswerBatch, Survey, WrittenText  # noqa: E402
from groundswell.ground.ballots import actions as ballots  # noqa: E402
from groundswell.ground.ballots.models import Sealed  # noqa: E402

N = int(os.environ.get("GROUNDSWELL_SUBMISSIONS", "50000"))  # on each database
N_PEOPLE = max(N // 10, 40)
NOT_GIVEN, CANT_SAY = -2, -1
ODD = (
    "", " ", "0", "-1", "-2", "6", "127", "99999999999999999999", "1.0", "1e1", "٣", "true",
    "None", "[1]", "{}", "\x00", "a\x00b", "\u202e5", "'; DROP TABLE x;--", "<script>1</script>",
    "=1+1", "é" * 1_001, "x" * 60_000, "\ud7ff", "👩‍⚕️" * 80, "\r\n" * 900, "１", "5\n", "+5",
)  # fmt: skip
GO = (
    "send",
    "send",
    "send",
    "next",
    "back",
    "check",
    "start",
    "page:0",
    "page:-1",
    "page:x",
    "",
    "öffne",
)
AT = ("0", "1", "2", "3", "4", "summary", "summary", "", "-1", "999", "9" * 400, "١")
LANGUAGES = ("en-gb", "cy", "", "xx", "en-gb\x00", "../cy")


def asked() -> Definition:
    """Every kind of question, required ones and one that depends on another."""
    job = Question(
        "job", Kind.ONE, {"en-gb": "Your work?"},
        tuple(Option(n, {"en-gb": f"Work {n}"}) for n in range(1, 8)),
    )  # fmt: skip
    then = an_item(
        "rest",
        "I get my breaks.",
        is_required=True,
        shown_if=(Condition("job", frozenset({1, 2})),),
    )
    return Definition(
        DEFINITION.languages,
        (*DEFINITION.pages, Page({"en-gb": "Your work"}, (job,)), Page({"en-gb": "Rest"}, (then,))),
    )


@dataclass
class Run:
    """What was sent, and what came of it."""

    address: str
    tokens: list[str]
    chance: random.Random
    fresh: list[str] = field(default_factory=list)  # slips that nobody has spent
    spent: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    thanked: int = 0
    breaks: dict[str, str] = field(default_factory=dict)

    def slip(self) -> str:
        """Mostly one that may still be spent."""
        kind = self.chance.random()
        if kind < 0.08:
            return self.chance.choice(["", "x", "A" * 384, "é" * 40, "\x00" * 384, "0" * 900])
        if kind < 0.14 and self.spent:
            return self.chance.choice(self.spent)
        if not self.fresh and self.tokens:
            self.fresh.append(ballots.issue_slip(token=self.tokens.pop(), at=timezone.now()))
        return self.fresh[0] if self.fresh else self.chance.choice(self.spent)


def main() -> None:
    told(in_a_database_of_its_own("submissions", sent))


def sent() -> dict[str, Any]:
    definition = asked()
    field_ = a_field(N_PEOPLE, definition)
    run = Run(f"/a/s/{field_.survey_id}/", list(field_.tokens), random.Random(11))
    client = Client(raise_request_exception=False)
    for n in range(N):
        once(client, run, definition, n)
    survey = Survey.objects.get(pk=field_.survey_id)
    n_sealed = Sealed.objects.filter(box_id=survey.box_id).count()
    actions.close_survey(survey=survey, by=acting(survey.keeper), at=timezone.now())
    return {
        "n": N,
        "statuses": dict(sorted(run.statuses.items())),
        "thanked": run.thanked,
        "sealed": n_sealed,
        "stored": sum(batch.n for batch in AnswerBatch.objects.filter(survey=survey)),
        "texts": WrittenText.objects.filter(survey=survey).count(),
        "nonsense": nonsense(survey, definition),
        "breaks": run.breaks,
    }


def once(client: Client, run: Run, definition: Definition, n: int) -> None:
    slip = run.slip()
    body = spoilt(run.chance, definition, slip)
    answer = client.post(
        run.address, body, content_type="application/x-www-form-urlencoded; charset=utf-8"
    )
    run.statuses[answer.status_code] += 1
    if answer.status_code >= 500:
        run.breaks.setdefault(str(answer.status_code), f"submission {n}: {body[:300]}")
    elif b'<p class="code">' in answer.content and slip in run.fresh:
        run.fresh.remove(slip)
        run.spent.append(slip)
        run.thanked += 1


def spoilt(chance: random.Random, definition: Definition, slip: str) -> str:
    """The body of a form, as a browser would send it or as none would."""
    sent = QueryDict(mutable=True)
    sent["slip"], sent["go"], sent["at"] = slip, chance.choice(GO), chance.choice(AT)
    sent["language"], sent["seen"] = (
        chance.choice(LANGUAGES),
        chance.choice(["yes", "yes", "", "no"]),
    )
    damage = chance.choice([0.0, 0.0, 0.0, 0.02, 0.2, 0.9])
    for name, question in definition.questions.items():
        if chance.random() < 0.15:
            continue
        sent.setlist(f"a-{name}", given(chance, question, damage))
    if chance.random() < damage:
        sent[
            chance.choice(["a-nothing", "a-", "a-job/1", "group", "door", "token", "a-@group"])
        ] = chance.choice(ODD)
    return sent.urlencode()


def given(chance: random.Random, question: Question, damage: float) -> list[str]:
    if chance.random() < damage:
        return [chance.choice(ODD) for _n in range(chance.choice([1, 1, 2, 7]))]
    if question.kind is Kind.TEXT:
        return [chance.choice(["More rest.", "", "A room to talk in, please.", "Dim byd."])]
    codes = [str(code) for code in question.codes]
    if question.kind is Kind.SEVERAL:
        return chance.sample(codes, chance.randint(0, len(codes)))
    return [chance.choice([*codes, "-1"] if question.allows_na else codes)]


def nonsense(survey: Survey, definition: Definition) -> list[str]:
    """Whatever is stored and could not have been answered: read here by rules of its own."""
    found: list[str] = []
    for batch in AnswerBatch.objects.filter(survey=survey):
        codes = batch.unpacked.codes
        known = {column for q in definition.questions.values() for column in columns_of(q)}
        found += [f"column {name}" for name in codes if name not in known and name != "@group"]
        for question in definition.questions.values():
            for column in columns_of(question):
                allowed = {
                    NOT_GIVEN,
                    *(question.codes if question.kind is not Kind.SEVERAL else (0, 1)),
                }
                allowed |= {CANT_SAY} if question.allows_na else set()
                odd = set(codes[column].tolist()) - allowed
                found += [f"{column}: {sorted(odd)}"] if odd else []
        found += _against_the_rules(codes)
    for text in WrittenText.objects.filter(survey=survey):
        bad = any(ord(c) < 32 and c not in "\n\t" for c in text.text) or "\u202e" in text.text
        if (
            bad
            or not text.text.strip()
            or len(text.text) > 1_000
            or text.question not in {"why", "more"}
        ):
            found.append(f"text {text.question}: {text.text[:60]!r}")
    return found


def _against_the_rules(codes: Any) -> list[str]:
    """Required and left out; answered though never asked."""
    lacks = int((codes["energy"] == NOT_GIVEN).sum())
    is_asked = (codes["job"] == 1) | (codes["job"] == 2)
    unasked = int(((codes["rest"] != NOT_GIVEN) & ~is_asked).sum())
    missing = int(((codes["rest"] == NOT_GIVEN) & is_asked).sum())
    return [
        f"{n} {what}"
        for n, what in (
            (lacks, "without a required answer"),
            (unasked, "answered what they were not asked"),
            (missing, "left out what was required of them"),
        )
        if n
    ]


if __name__ == "__main__":
    main()
