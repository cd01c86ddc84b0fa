"""A constraint that the database keeps by a trigger: what may change in a draft only."""

from typing import Any

from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint


class SettledAfter(BaseConstraint):
    """Columns that keep their value once the row has left a state, which it never goes back to.

    No `CHECK` sees what a row was before, so this is a trigger. It is made with the table: also
    where SQLite makes a table anew to change it.
    """

    def __init__(self, *, state: str, columns: tuple[str, ...], name: str) -> None:
        super().__init__(name=name)
        self.state, self.columns = state, tuple(columns)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Nothing within the statement that makes the table; the trigger comes after it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        quoted = schema_editor.quote_name
        differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"
        changed = [f"NEW.{quoted(c)} {differs} OLD.{quoted(c)}" for c in self.columns]
        return Statement(
            _POSTGRESQL if is_postgresql else _SQLITE,
            table=Table(model._meta.db_table, quoted),
            name=quoted(self.name),
            state=self.state.replace("'", "''"),
            columns=", ".join(map(quoted, ("state", *self.columns))),
            changed=" OR ".join(changed),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        return Statement(
            "DROP TRIGGER IF EXISTS %(name)s ON %(table)s"
            if is_postgresql
            else "DROP TRIGGER IF EXISTS %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, *_given: Any, **_more: Any) -> None:
        """Only the database knows what stood there before."""

    def deconstruct(self) -> Any:
        path, arguments, named = super().deconstruct()
        return path, arguments, named | {"state": self.state, "columns": self.columns}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SettledAfter):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


_WHEN = "OLD.state <> '%(state)s' AND (NEW.state = '%(state)s' OR %(changed)s)"
_SQLITE = (
    "CREATE TRIGGER %(name)s BEFORE UPDATE OF %(columns)s ON %(table)s FOR EACH ROW WHEN "
    + _WHEN
    + " BEGIN SELECT RAISE(ABORT, 'what is settled does not change'); END"
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $settled$"
    " BEGIN RAISE EXCEPTION 'what is settled does not change'"
    " USING ERRCODE = 'integrity_constraint_violation'; END $settled$;"
    " CREATE TRIGGER %(name)s BEFORE UPDATE OF %(columns)s ON %(table)s FOR EACH ROW WHEN ("
    + _WHEN
    + ") EXECUTE FUNCTION %(name)s()"
)
