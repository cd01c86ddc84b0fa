"""Parts of the library as files: read and checked, laid beside a shelf, and written.

`files.read_folder` and `files.read_zip` give the contents and every fault, `planning.plan` says
what taking them in would change, `writing.pack_of` writes what `files` reads back. `schema` says
once what each kind of part is made of; nothing in here writes to the database.
"""

from .contents import Group, PackContents, Part, Term
from .files import OURS, ReadPack, read_folder, read_zip
from .planning import Choice, Difference, PackPlan, PlannedPart, State, plan
from .writing import About, pack_of

__all__ = [
    "OURS",
    "About",
    "Choice",
    "Difference",
    "Group",
    "PackContents",
    "PackPlan",
    "Part",
    "PlannedPart",
    "ReadPack",
    "State",
    "Term",
    "pack_of",
    "plan",
    "read_folder",
    "read_zip",
]
