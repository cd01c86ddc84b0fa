"""Every read of measures that a page, a file or another app needs."""

from .access import (
    annotation_for,
    day_named,
    definition_for,
    definitions_known_to,
    measure_for,
    measures_of,
    observation_for,
    observation_once_there,
    proposal_for,
    set_for,
    sets_visible_to,
    target_for,
    visible_to,
)
from .choosing import (
    measure_choices,
    measures_chosen,
    owner_choices,
    place_choices,
    place_of,
)
from .comparing import Comparison, comparison
from .home import cards_for, news_for, panel_for
from .knowing import chart_document
from .measure_page import MeasurePage, measure_page
from .numbers import measure_numbers, table_numbers
from .places import IndexPage, index_page
from .sets import order_after, reorder_page, set_initial
from .side_pages import (
    counted_pairs,
    new_page,
    share_page,
)
from .tables import (
    Asked,
    TablePage,
    asked_of,
    definition_table,
    in_use,
    organisation_table,
    set_table,
)

__all__ = [
    "Asked",
    "Comparison",
    "IndexPage",
    "MeasurePage",
    "TablePage",
    "annotation_for",
    "asked_of",
    "cards_for",
    "chart_document",
    "comparison",
    "counted_pairs",
    "day_named",
    "definition_for",
    "definition_table",
    "definitions_known_to",
    "in_use",
    "index_page",
    "measure_choices",
    "measure_for",
    "measure_numbers",
    "measure_page",
    "measures_chosen",
    "measures_of",
    "new_page",
    "news_for",
    "observation_for",
    "observation_once_there",
    "order_after",
    "organisation_table",
    "owner_choices",
    "panel_for",
    "place_choices",
    "place_of",
    "proposal_for",
    "reorder_page",
    "set_for",
    "set_initial",
    "set_table",
    "sets_visible_to",
    "share_page",
    "table_numbers",
    "target_for",
    "visible_to",
]
