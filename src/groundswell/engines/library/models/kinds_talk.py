from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from groundswell.ground.kernel.constraints import one_of

from .. import blocks
from ..kinds import Component, Kind, MeantFor
from .items import SHELF, Item


class Module(Item):
    """A workshop: aims, timings, parts that can be used apart, notes for who leads it."""

    kind = Kind.MODULE
    parent_page_types = [SHELF]

    component = models.TextField(
        choices=Component.choices, blank=True, default="", verbose_name=_("Component")
    )
    room = models.TextField(
        blank=True, default="", max_length=600, verbose_name=_("Who is in the room")
    )
    aims = blocks.texts(_("Aims"))
    before = blocks.texts(_("Before the day"))
    needs = blocks.texts(_("Room and materials"))
    parts = blocks.of_one_kind("part", blocks.WorkshopPart(), _("Parts"))
    after = blocks.texts(_("After the day"))
    adapts = blocks.texts(_("How to fit it"))
    readiness = blocks.texts(
        _("Statements to rate"), _("Rated before, and again after half a year.")
    )

    content_panels = [
        *Item.content_panels,
        *(
            FieldPanel(name)
            for name in (
                "component", "room", "aims", "before", "needs", "parts", "after", "adapts",
                "readiness",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("workshop module")
        constraints = [one_of("component", ["", *Component.values])]


class QuestionSet(Item):
    """Questions that open a talk."""

    kind = Kind.QUESTION_SET
    parent_page_types = [SHELF]

    meant_for = models.TextField(choices=MeantFor.choices, verbose_name=_("For"))
    questions = blocks.of_one_kind("question", blocks.Question(), _("Questions"))

    content_panels = [*Item.content_panels, FieldPanel("meant_for"), FieldPanel("questions")]

    class Meta:
        verbose_name = _("question set")
        constraints = [one_of("meant_for", MeantFor.values)]


class Narrative(Item):
    """A story in drawings that a group talks its way through."""

    kind = Kind.NARRATIVE
    parent_page_types = [SHELF]

    steps = blocks.of_one_kind("step", blocks.Step(), _("Steps"))

    content_panels = [*Item.content_panels, FieldPanel("steps")]

    class Meta:
        verbose_name = _("visual narrative")


class Video(Item):
    """A film of our own, kept here: captions, all that is said, and who agreed to be seen."""

    kind = Kind.VIDEO
    parent_page_types = [SHELF]

    film = models.FileField(
        upload_to="library/films", blank=True, verbose_name=_("Film (MP4 or WebM)")
    )
    captions = models.FileField(
        upload_to="library/captions", blank=True, verbose_name=_("Captions (WebVTT)")
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("Minutes"))
    speakers = blocks.of_one_kind(
        "speaker",
        blocks.Speaker(),
        _("Who speaks"),
        _("Nobody is shown who has not agreed in writing."),
    )
    prompts = blocks.texts(_("What they were asked"))
    transcript = blocks.texts(_("All that is said"))
    ask = blocks.texts(_("Questions to talk about"))

    content_panels = [
        *Item.content_panels,
        *(
            FieldPanel(name)
            for name in (
                "film", "captions", "minutes", "speakers", "prompts", "transcript", "ask",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("video")
