"""What can be taken away as a document: apps register each kind when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from groundswell.ground.kernel.registries import Words
from groundswell.ground.kernel.registry import Registry

from .description import Document

ALL_FORMATS = ("pdf", "pptx", "xlsx")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document that is about one thing of an app.

    `build` is given the actor and the id of the thing, and describes it with what this actor may
    see. It raises Http404 where there is nothing for them, Refused where they are told why. It is
    asked each time anew, also when a file that was made is fetched.
    """

    label: Words
    build: Callable[[Any, UUID], Document]
    formats: tuple[str, ...] = ALL_FORMATS


documents: Registry[DocumentKind] = Registry("kind of document")
