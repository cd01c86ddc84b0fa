"""Every read of commitments that a page or another app needs."""

from .access import commitment_for, visible_to, way_on, without_owner
from .choosing import audience_choices, audience_chosen, who_may_take_it_on
from .commitment_page import KIND, CommitmentPage, commitment_page, last_handing
from .contexts import contexts_of
from .form_pages import FormPage, form_page
from .home import cards_for, news_for
from .my_page import Asked, MyPage, asked_of, my_page
from .rows import Row, of_context, rows_of, with_moves
from .summing import Kept, kept_summary, late_in

__all__ = [
    "KIND",
    "Asked",
    "CommitmentPage",
    "FormPage",
    "Kept",
    "MyPage",
    "Row",
    "asked_of",
    "audience_choices",
    "audience_chosen",
    "cards_for",
    "commitment_for",
    "commitment_page",
    "contexts_of",
    "form_page",
    "kept_summary",
    "last_handing",
    "late_in",
    "my_page",
    "news_for",
    "of_context",
    "rows_of",
    "visible_to",
    "way_on",
    "who_may_take_it_on",
    "with_moves",
    "without_owner",
]
