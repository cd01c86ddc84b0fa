"""Wagtail's signals, handed on to actions: its one seam that every way of publishing passes."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished, post_page_move

from groundswell.ground.kernel.doers import SYSTEM, Doer

from . import actions
from .models import Item


def listen() -> None:
    page_published.connect(_published, dispatch_uid="library.published")
    page_unpublished.connect(_withdrawn, dispatch_uid="library.withdrawn")
    post_page_move.connect(_moved, dispatch_uid="library.moved")


def _published(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Item):
        actions.note_published(item=instance.specific, by=_doer(), at=timezone.now())


def _withdrawn(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Item):
        actions.note_withdrawn(item=instance.specific, by=_doer(), at=timezone.now())


def _moved(instance: Any, **_kwargs: Any) -> None:
    item = instance.specific
    if isinstance(item, Item):
        actions.note_moved(item=item, by=_doer(), at=timezone.now())


def _doer() -> Doer:
    """Who pressed, in the editor; what was set to a time is done by the system."""
    return get_active_log_context().user or SYSTEM
