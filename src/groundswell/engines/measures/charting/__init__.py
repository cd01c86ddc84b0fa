"""Numbers in, charts out: which chart fits, what the rules find, what to say. No database here."""

from . import words
from .judging import Judged, judge_all, judge_one
from .pictures import picture_of
from .series import Recipe, Series
from .shifts import Figures, shifts_of
from .signals import Found, signals_of
from .summing import Summary, spark_drawing, summarise
from .telling import Note, Remark, Row, Ruling, Telling, rows_of, tell
from .words import Style

__all__ = [
    "Figures",
    "Found",
    "Judged",
    "Note",
    "Recipe",
    "Remark",
    "Row",
    "Ruling",
    "Series",
    "Style",
    "Summary",
    "Telling",
    "judge_all",
    "judge_one",
    "picture_of",
    "rows_of",
    "shifts_of",
    "signals_of",
    "spark_drawing",
    "summarise",
    "tell",
    "words",
]
