import datetime as dt

from ..kinds import RoleCode, Scope
from ..models import Person, Role


def is_last_administrator(person: Person, *, on: dt.date) -> bool:
    """Whether nobody else administers the whole system, today and with no end in sight.

    Locks the rows it rests on: two administrators who end each other at once wait for each other.
    """
    rows = Role.objects.select_for_update(of=("self",)).select_related("person")
    held = list(
        rows.filter(code=RoleCode.ADMINISTRATOR, scope=Scope.SYSTEM, ended_at=None).order_by("pk")
    )
    lasting = {
        r.person_id for r in held if r.ends_on is None and r.starts_on <= on and r.person.is_active
    }
    return any(r.person_id == person.pk for r in held) and not lasting - {person.pk}
