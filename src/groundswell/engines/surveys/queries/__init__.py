"""Every read of surveys that pages and other rooms need."""

from .access import instruments_seen_by, kept_by, of_context, survey_for, visible_to
from .answering import doorway_by, fielded
from .bringing import bring_in_page
from .building import (
    length_words,
    question_page,
    questions_page,
    score_page,
    standing_page,
    standing_question,
    translate_page,
)
from .burden import burden_page
from .choosing import (
    audience_given,
    people_given,
    promise_given,
    role_choices,
    team_choices,
)
from .fielding import fielding_form_page, fielding_page, kept_survey_for
from .forms import (
    answer_set_choices,
    answer_sets,
    codes_to_choose,
    definition_of,
    earlier_questions,
    form_page,
    instrument_choices,
    may_load_for_all,
    places_to_begin,
    places_to_load,
    scale_questions,
    survey_to_follow,
)
from .home import cards_for, late_drafts
from .instruments import instrument_page, instruments_page, offer_for, offers
from .languages import language_choices, language_name, pairs
from .listing import index_page, of_programme, rows_of, survey_page, way_to_begin
from .posters import doorway_for, poster_page
from .preview import preview_page
from .sheets import paper_doorways, raw_of, sheet_by, sheet_for, sheet_page, typed_page

__all__ = [
    "answer_set_choices",
    "answer_sets",
    "audience_given",
    "bring_in_page",
    "burden_page",
    "cards_for",
    "codes_to_choose",
    "definition_of",
    "doorway_by",
    "doorway_for",
    "earlier_questions",
    "fielded",
    "fielding_form_page",
    "fielding_page",
    "form_page",
    "index_page",
    "instrument_choices",
    "instrument_page",
    "instruments_page",
    "instruments_seen_by",
    "kept_by",
    "kept_survey_for",
    "language_choices",
    "language_name",
    "late_drafts",
    "length_words",
    "may_load_for_all",
    "of_context",
    "of_programme",
    "offer_for",
    "offers",
    "pairs",
    "paper_doorways",
    "people_given",
    "places_to_begin",
    "places_to_load",
    "poster_page",
    "preview_page",
    "promise_given",
    "question_page",
    "questions_page",
    "raw_of",
    "role_choices",
    "rows_of",
    "scale_questions",
    "score_page",
    "sheet_by",
    "sheet_for",
    "sheet_page",
    "standing_page",
    "standing_question",
    "survey_for",
    "survey_page",
    "survey_to_follow",
    "team_choices",
    "translate_page",
    "typed_page",
    "visible_to",
    "way_to_begin",
]
