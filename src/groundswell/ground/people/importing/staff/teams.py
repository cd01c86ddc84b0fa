"""Teams by the names that a staff list gives them; those that are not there yet are to be made."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from .world import Node


@dataclass(slots=True)
class Teams:
    """Finds teams by their path and remembers each answer: a list names few teams many times."""

    nodes: dict[UUID, Node]
    new: list[Node] = field(default_factory=list)  # larger teams before those within them
    _beside: dict[UUID | None, dict[str, Node]] = field(default_factory=lambda: defaultdict(dict))
    _by_name: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    _found: dict[tuple[str, ...], UUID | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in list(self.nodes.values()):
            self._know(node)

    def find(self, path: tuple[str, ...]) -> UUID:
        """The team at the end of the path. Raises Unusable where it is closed or not the only one.

        The path's first name may be a team at any height, so that "Ward 7" alone is found within
        its directorate.
        """
        key = tuple(name.casefold() for name in path)
        if key not in self._found:
            try:
                self._found[key] = self._walk(path)
            except Unusable as unusable:
                self._found[key] = str(unusable)
        answer = self._found[key]
        if isinstance(answer, str):
            raise Unusable(answer)
        return answer

    def words(self, team_id: UUID | None) -> str:
        """ "Medicine > Ward 7"; "–" for no team."""
        names: list[str] = []
        node = self.nodes.get(team_id) if team_id else None
        while node is not None:
            names.append(node.name)
            node = self.nodes.get(node.parent_id) if node.parent_id else None
        return " > ".join(reversed(names)) or "–"

    def _walk(self, path: tuple[str, ...]) -> UUID:
        node = self._first(path[0])
        for name in path[1:]:
            within = self._beside[node.id].get(name.casefold())
            node = within or self._make(name, node.id)
            _refuse_closed(node)
        return node.id

    def _first(self, name: str) -> Node:
        top = self._beside[None].get(name.casefold())
        if top and not top.is_closed:
            return top
        anywhere = [n for n in self._by_name[name.casefold()] if not n.is_closed]
        if len(anywhere) > 1:
            places = ", ".join(sorted(self.words(n.id) for n in anywhere)[:3])
            raise Unusable(
                _("There is more than one team called “%(name)s”: %(places)s.")
                % {"name": name, "places": places}
            )
        if anywhere:
            return anywhere[0]
        if top:
            _refuse_closed(top)
        return self._make(name, None)

    def _make(self, name: str, parent_id: UUID | None) -> Node:
        node = Node(uuid4(), parent_id, name)
        self.nodes[node.id] = node
        self.new.append(node)
        self._know(node)
        return node

    def _know(self, node: Node) -> None:
        beside = self._beside[node.parent_id]
        known = beside.get(node.name.casefold())
        if known is None or known.is_closed:
            beside[node.name.casefold()] = node
        self._by_name[node.name.casefold()].append(node)


def _refuse_closed(node: Node) -> None:
    if node.is_closed:
        raise Unusable(_("The team “%(name)s” is closed.") % {"name": node.name})
