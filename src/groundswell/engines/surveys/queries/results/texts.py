"""Comments: as readers see them, and as those see them who decide what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import queries as released
from groundswell.ground.web import words

from ...definition import Kind, from_json, said_in
from ...models import Survey
from . import access


@dataclass(frozen=True, slots=True)
class CommentShown:
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What was written about one question. `hidden` says so in words; it never says how many."""

    label: str
    n: str
    comments: Sequence[CommentShown]
    note: str
    hidden: str


@dataclass(frozen=True, slots=True)
class CommentsPage:
    title: str
    survey: str
    survey_url: str
    topics: Sequence[Topic]
    why: str


def comments_page(actor: Actor, survey: Survey) -> CommentsPage:
    """What was written, by question, in no order, beside no group and no score."""
    release = access.release_or_404(actor, survey)
    definition = from_json(survey.definition)
    k = release.series.k_comments
    return CommentsPage(
        title=_("What people wrote"),
        survey=survey.title,
        survey_url=reverse("surveys:results", args=[survey.pk]),
        topics=[
            _topic(
                said_in(question.label, definition.languages[0]),
                released.comments(release, question.id),
                k,
            )
            for question in definition.questions.values()
            if question.kind is Kind.TEXT
        ],
        why=_(
            "Comments are shown where at least %(k)s people wrote, mixed, without saying from which"
            " team. Names of people are taken out first."
        )
        % {"k": k},
    )


def _topic(label: str, found: released.Comments, k: int) -> Topic:
    if found.n is None:
        hidden = _("Hidden: fewer than %(k)s people wrote, or nobody did.") % {"k": k}
        return Topic(label, "", (), "", hidden)
    shown = [CommentShown(one.words, one.reason) for one in found.texts if one.words]
    withheld = [one for one in found.texts if not one.words]
    return Topic(
        label=label,
        n=words.count(found.n, _("person wrote"), _("people wrote")),
        comments=shown,
        note=_left_out(len(withheld)),
        hidden="",
    )


def _left_out(n: int) -> str:
    """Those that wait and those that are not shown, told together."""
    if not n:
        return ""
    told = {"n": words.count(n, _("comment"), _("comments"))}
    return _("%(n)s not shown: nobody has read them yet, or they name somebody.") % told
