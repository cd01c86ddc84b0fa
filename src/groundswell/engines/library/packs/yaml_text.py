"""YAML as packs use it: plain values only, no names for other places, nothing twice."""

import re
from collections.abc import Hashable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

DEEPEST = 12  # levels; our own files have seven
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times as fast

_AS_WRITTEN = {f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float")}


class _Loader(_BASE):
    """Without names for other places: such a name could stand for a part of such names.

    What looks like a word is one: “on”, “no”, “010”, “0.50” and “10:30” stay as they were written.
    """

    yaml_implicit_resolvers = {
        letter: [(tag, found) for tag, found in resolvers if tag not in _AS_WRITTEN]
        for letter, resolvers in _BASE.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [self.construct_object(name, deep=True) for name, _value in node.value]
        for n, name in enumerate(names):
            if not isinstance(name, str):
                raise yaml.constructor.ConstructorError(
                    None, None, _("a name is a word"), node.value[n][0].start_mark
                )
            if name in names[:n]:
                words = _("“%(name)s” stands here twice") % {"name": name[:60]}
                raise yaml.constructor.ConstructorError(
                    None, None, words, node.value[n][0].start_mark
                )
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]{0,17})$"), list("-0123456789")
)


def read(text: str) -> Any:
    """The values that a text holds. Raises Unusable with the line and what is wrong there."""
    try:
        _look_through(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        words = {"line": line, "problem": error.problem or error.context or ""}
        raise Unusable(_("Line %(line)s cannot be read as YAML: %(problem)s.") % words) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        raise Unusable(_("This cannot be read as YAML.")) from None


def _look_through(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_BASE):
        if isinstance(event, yaml.AliasEvent):
            raise Unusable(
                _("Line %(n)s uses a name for another place (*). Write it out.")
                % {"n": _line_of(event)}
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Unusable(_("Line %(n)s is nested too deep.") % {"n": _line_of(event)})
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def write(value: Any) -> str:
    """The value as YAML that `read` gives back. Texts that look like something else are quoted."""
    text = yaml.dump(value, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=106)
    return str(text)
