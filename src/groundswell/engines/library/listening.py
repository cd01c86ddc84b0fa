"""Wagtail's signals, handed on to actions: its one seam that every way of publishing passes.

Its own mails do not leave: people are told by our messages, each as they chose.
"""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    pre_page_move,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from groundswell.ground.kernel.doers import SYSTEM, Doer

from . import actions, queries
from .models import Item


def listen() -> None:
    page_published.connect(_published, dispatch_uid="library.published")
    page_unpublished.connect(_withdrawn, dispatch_uid="library.withdrawn")
    pre_page_move.connect(_moves, dispatch_uid="library.moves")
    post_page_move.connect(_moved, dispatch_uid="library.moved")
    _in_the_place_of(task_submitted, TaskState, "group_approval_task_submitted", _sent_in)
    _in_the_place_of(workflow_rejected, WorkflowState, "workflow_state_rejected", _returned)
    _in_the_place_of(workflow_approved, WorkflowState, "workflow_state_approved", _let_out)
    _in_the_place_of(workflow_submitted, WorkflowState, "workflow_state_submitted", _to_nobody_else)


def _in_the_place_of(
    signal: Signal, sender: type, mailing: str, receiver: Callable[..., None]
) -> None:
    """Stand under the name by which Wagtail connects its mails.

    A name is connected once: whether Wagtail has done so or comes later, its mail does not leave.
    """
    name = f"{mailing}_email_notification"
    signal.disconnect(sender=sender, dispatch_uid=name)
    signal.connect(receiver, sender=sender, dispatch_uid=name)


def _published(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Item) and instance.live:  # not so where a later day is set
        actions.note_published(item=instance.specific, by=_doer(), at=timezone.now())
    if waiting := instance.current_workflow_state:  # let out past the workflow, which ends with it
        actions.note_let_out(state=waiting, by=_doer(), at=timezone.now())


def _withdrawn(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Item):
        actions.note_withdrawn(item=instance.specific, by=_doer(), at=timezone.now())


def _moves(instance: Any, parent_page_after: Any, **_kwargs: Any) -> None:
    """The editor has asked before; no other way leads past it either."""
    queries.may_go_to([instance], parent_page_after).or_refuse()


def _moved(instance: Any, **_kwargs: Any) -> None:
    item = instance.specific
    if isinstance(item, Item):
        actions.note_moved(item=item, by=_doer(), at=timezone.now())


def _sent_in(instance: TaskState, user: Any, **_kwargs: Any) -> None:
    actions.note_sent_in(state=instance, by=user or SYSTEM, at=timezone.now())


def _returned(instance: WorkflowState, user: Any, **_kwargs: Any) -> None:
    actions.note_returned(state=instance, by=user or SYSTEM, at=timezone.now())


def _let_out(instance: WorkflowState, user: Any, **_kwargs: Any) -> None:
    actions.note_let_out(state=instance, by=user or SYSTEM, at=timezone.now())


def _to_nobody_else(**_kwargs: Any) -> None:
    """Wagtail would write to every superuser; whoever reviews the shelf has been told."""


def _doer() -> Doer:
    """Who pressed, in the editor; what was set to a time is done by the system."""
    return get_active_log_context().user or SYSTEM
