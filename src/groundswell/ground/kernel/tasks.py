"""Background work by name: an action asks for it, a higher floor may be the one that does it."""

from typing import Any

from django.db import transaction
from django_tasks.base import Task

from .registry import Registry

tasks: Registry[Task] = Registry("task")


def enqueue(name: str, **arguments: Any) -> None:
    """Have the named task run once the present transaction is committed; never if it is undone.

    Arguments are plain JSON values: ids as text, times as ISO 8601.

    Raises
    ------
    KeyError
        If no app has registered a task of that name.
    """
    task = tasks[name]
    transaction.on_commit(lambda: task.enqueue(**arguments))
