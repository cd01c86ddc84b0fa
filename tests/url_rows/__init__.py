"""The rows of the URL table, room by room."""

from . import front, imports, measures, messages, outside, people

# Pages that are open to people who have not signed in. Nothing else is.
PUBLIC = outside.PUBLIC
_ROOMS = (outside, front, people, imports, messages, measures)
TABLE = {name: row for room in _ROOMS for name, row in room.ROWS.items()}
