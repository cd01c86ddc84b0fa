"""Numbers about people come out of one door, `ground/releases`; the build fails at another one.

Not behind the door, on purpose: what office holders did in office, such as the days that a leader
took to answer an ask, or how many promises were kept. See docs/decisions/0015-one-door.md.
"""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from tests import rules

from groundswell.ground.releases.kinds import Source, sources

OURS = "groundswell.ground.releases"
MAY_PLAN = ("ground/releases/", "cli/", "science/")
# Tables that a source reads besides answers, each with what they hold.
NO_ANSWERS: dict[str, str] = {
    "surveys.Survey": "what was asked, and of whom",
    "surveys.Group": "how many were asked in each unit, which the page says that asks them",
}


def every_module() -> list[tuple[str, str]]:
    return [(str(p.relative_to(rules.SRC)), p.read_text()) for p in rules.SRC.rglob("*.py")]


def outside(*folders: str) -> list[tuple[str, str]]:
    found = [(name, text) for name, text in every_module() if not name.startswith(folders)]
    assert len(found) > 300
    return found


def test_only_releases_plans_what_is_shown():
    found = [
        f"{name}:{line}"
        for name, text in outside(*MAY_PLAN)
        if "disclosure" in text
        for line in rules.knows_disclosure(text)
    ]
    assert found == []
    assert rules.knows_disclosure("from groundswell.science import disclosure")
    assert rules.knows_disclosure("from groundswell.science.disclosure import plan")
    assert rules.knows_disclosure("import groundswell.science.disclosure.planner")
    assert not rules.knows_disclosure("from groundswell.science import scales")


def test_a_source_is_handed_over_and_read_by_nobody_else():
    found = [
        f"{name}:{line}"
        for name, text in outside("ground/releases/")
        if "sources" in text
        for line in rules.opens_a_source(text)
    ]
    assert found == []
    begin = "from groundswell.ground.releases.kinds import sources\n"
    assert not rules.opens_a_source(begin + "sources.add('survey', source)")
    assert rules.opens_a_source(begin + "sources['survey'].answers(pk, 1)")
    assert rules.opens_a_source(begin + "found = sources.get('survey')")
    assert rules.opens_a_source(begin + "for s in sources.values(): ...")
    whole = "from groundswell.ground.releases import kinds\n"
    assert rules.opens_a_source(whole + "kinds.sources['survey']")
    assert not rules.opens_a_source(whole + "kinds.sources.add('survey', source)")


def ways_to(model: type[Model]) -> set[str]:
    """The names by which code could reach a table."""
    back = {
        field.remote_field.get_accessor_name() for field in model._meta.fields if field.remote_field
    }
    return {model.__name__, model._meta.label, *(name for name in back if name and name != "+")}


def strangers(source: Source, modules: list[tuple[str, str]]) -> list[str]:
    """Modules that name a table of answers and are neither its source nor write it."""
    at_home = {source.answers.__module__, source.texts.__module__, *source.writers}
    names = {name for table in source.tables for name in ways_to(apps.get_model(table))}
    homes = {apps.get_model(table)._meta.app_config.name for table in source.tables}
    found = []
    for name, text in modules:
        module = "groundswell." + name.removesuffix(".py").replace("/", ".")
        module = module.removesuffix(".__init__")
        is_definition = any(module.startswith((f"{h}.models", f"{h}.migrations")) for h in homes)
        is_named = any(one.casefold() in text.casefold() for one in names)
        if is_named and module not in at_home and not is_definition:
            found += [f"{name}:{line}" for line in rules.names_a_table(text, names)]
    return found


def undeclared(source: Source) -> list[str]:
    """Tables of its own room that a source names and has not declared as answers."""
    module = import_module(source.answers.__module__)
    text = Path(str(module.__file__)).read_text()
    config = apps.get_containing_app_config(module.__name__)
    own = config.get_models() if config else []
    return [
        model._meta.label
        for model in own
        if model._meta.label not in {*source.tables, *NO_ANSWERS}
        and rules.names_a_table(text, {model.__name__})
    ]


def test_tables_of_answers_are_named_only_where_they_are_written_and_handed_over():
    modules = every_module()
    for source in sources.values():
        assert strangers(source, modules) == []
        assert undeclared(source) == []


def test_the_rule_of_tables_bites():
    def hand_over(*_):
        return None

    source = Source(hand_over, hand_over, hand_over, hand_over, ("releases.Answer",), ())
    assert strangers(source, [("engines/x/queries.py", "Answer.objects.count()")])
    assert strangers(source, [("engines/x/queries.py", "apps.get_model('releases.Answer')")])
    assert strangers(source, [("engines/x/queries.py", "for a in series.answers.all(): ...")])
    assert not strangers(source, [("engines/x/queries.py", "numbers(release)")])
    assert strangers(source, every_module()), "releases itself is not at home there"
    assert rules.names_a_table("Answer(series=s)", {"Answer"}) == ["1: Answer"]
