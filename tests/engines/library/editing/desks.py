"""People at Wagtail's editor, who press what its pages offer."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils.text import slugify
from tests.world import a_person, holding, joins
from wagtail.models import Comment, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from groundswell.engines.library.models import OnePager, Shelf
from groundswell.ground.people.models import Person

_BLOCKS = ("says", "figures", "rests_on", "limits", "ask", "to_try")


def a_keeper(name: str, code: str, shelf: Shelf | None = None) -> "Desk":
    """Somebody with the role on the shelf; without one, for the whole system."""
    person = a_person(name)
    if shelf and shelf.organisation:
        joins(person, shelf.organisation)
    holding(person, code, organisation=shelf.organisation if shelf else None)
    return Desk(person)


@dataclass
class Desk:
    person: Person
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.client.force_login(self.person)

    def begins(self, shelf: Shelf, title: str = "Beds") -> OnePager:
        address = f"/cms/pages/add/library/onepager/{shelf.pk}/"
        self._press(address, _form(title, comment_notifications="on"))
        return OnePager.objects.get(draft_title=title)

    def presses(self, page: Page, **pressed: Any) -> None:
        self._press(f"/cms/pages/{page.pk}/edit/", _form(page.draft_title, **pressed))

    def saves(self, page: Page, **changed: Any) -> None:
        self.presses(page, **changed)

    def sends_in(self, page: Page) -> None:
        self.presses(page, **{"action-submit": "y"})

    def publishes(self, page: Page, **changed: Any) -> None:
        self.presses(page, **{"action-publish": "y"}, **changed)

    def returns(self, page: Page, words: str = "") -> None:
        self._decides(page, "reject", words)

    def approves(self, page: Page, words: str = "") -> None:
        self._decides(page, "approve", words)

    def _decides(self, page: Page, name: str, words: str) -> None:
        pressed = {
            "action-workflow-action": "y",
            "workflow-action-name": name,
            "workflow-action-extra-data": json.dumps({"comment": words}),
        }
        self.presses(page, **pressed)

    def comments(self, page: Page, text: str, *, follows: bool = True) -> Comment:
        """In the margin of the claim."""
        said = {"text": text, "contentpath": "claim", "resolved": "", "replies": _none()}
        self.presses(page, **_margin(page, [said], follows=follows))
        return Comment.objects.get(text=text)

    def answers(self, page: Page, thread: Comment, text: str, *, follows: bool = False) -> None:
        reply = inline_formset([{"text": text}])
        self.presses(page, **_margin(page, [], {thread.pk: reply}, follows=follows))

    def settles(self, page: Page, *threads: Comment, answer: str = "") -> None:
        """Perhaps with a last answer in the first of them."""
        reply = {threads[0].pk: inline_formset([{"text": answer}])} if answer else None
        settled = {thread.pk for thread in threads}
        self.presses(page, **_margin(page, [], reply, settled=settled))

    def _press(self, address: str, told: dict[str, Any]) -> None:
        answer = self.client.post(address, told)
        assert answer.status_code == 302, answer.content.decode()[:3_000]


def _form(title: str, **told: Any) -> dict[str, Any]:
    return nested_form_data({
        "title": title, "slug": slugify(title), "claim": "Beds help.", "strength": "thin",
        "why_so": "One study.", "audience": "public", "licence": "CC BY 4.0", "about": "",
        "comments": _none(), **{name: streamfield([]) for name in _BLOCKS}, **told,
    })  # fmt: skip


def _margin(
    page: Page,
    new: list[dict[str, Any]],
    answered: dict[int, Any] | None = None,
    *,
    follows: bool = False,
    settled: Collection[int] = (),
) -> dict[str, Any]:
    """The formset of comments as the editor's script sends it: those there are, and new ones."""
    known = [
        {
            "id": comment.pk, "text": comment.text, "contentpath": comment.contentpath,
            "resolved": "on" if comment.pk in settled else "",
            "replies": (answered or {}).get(comment.pk) or _none(),
        }
        for comment in Comment.objects.filter(page=page).order_by("pk")
    ]  # fmt: skip
    told = {"comments": inline_formset([*known, *new], initial=len(known))}
    return told | ({"comment_notifications": "on"} if follows else {})


def _none() -> dict[str, Any]:
    return inline_formset([])
