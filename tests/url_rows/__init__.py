"""The rows of the URL table, room by room."""

from . import (
    challenges_asking,
    challenges_design,
    challenges_doing,
    challenges_keeping,
    commitments,
    documents,
    front,
    gatherings,
    imports,
    library,
    library_keeping,
    library_readers,
    measures,
    messages,
    outside,
    people,
    releases,
    survey_results,
    surveys,
    surveys_fielding,
)

# Pages that are open to people who have not signed in. Nothing else is.
PUBLIC = (
    outside.PUBLIC
    | gatherings.PUBLIC
    | library.PUBLIC
    | surveys_fielding.PUBLIC
    | survey_results.PUBLIC
    | challenges_design.PUBLIC
    | challenges_keeping.PUBLIC
    | library_readers.PUBLIC
)
_ROOMS = (
    outside,
    front,
    people,
    imports,
    messages,
    documents,
    releases,
    survey_results,
    measures,
    commitments,
    gatherings,
    library,
    surveys,
    surveys_fielding,
    challenges_design,
    challenges_asking,
    challenges_doing,
    challenges_keeping,
    library_readers,
    library_keeping,
)
TABLE = {name: row for room in _ROOMS for name, row in room.ROWS.items()}
