"""Tables of the library."""

from .index import Choice, Citation, Entry, Gram, Word
from .items import Item, ItemTag
from .kinds_bound import Guide, ReadingList
from .kinds_evidence import CaseStudy, Intervention, OnePager
from .kinds_strategy import Element
from .kinds_talk import Module, Narrative, QuestionSet, Video
from .packs import Pack, Term
from .readers import Note, Question, ReaderList, Saved, Submission
from .shelves import Shelf
from .uploads import Upload
from .works import Work

ITEMS: dict[str, type[Item]] = {
    model.kind: model
    for model in (
        OnePager,
        Module,
        QuestionSet,
        CaseStudy,
        Narrative,
        Video,
        Intervention,
        Guide,
        ReadingList,
        Element,
    )
}

__all__ = [
    "ITEMS",
    "CaseStudy",
    "Choice",
    "Citation",
    "Element",
    "Entry",
    "Gram",
    "Guide",
    "Intervention",
    "Item",
    "ItemTag",
    "Module",
    "Narrative",
    "Note",
    "OnePager",
    "Pack",
    "Question",
    "QuestionSet",
    "ReaderList",
    "ReadingList",
    "Saved",
    "Shelf",
    "Submission",
    "Term",
    "Upload",
    "Video",
    "Word",
    "Work",
]
