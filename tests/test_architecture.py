"""Rules of the house that import-linter cannot see. The build fails where one is broken."""

import ast
import tomllib
from importlib import import_module
from inspect import isfunction, signature
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model, OneToOneField, UUIDField
from tests import rules

from groundswell.ground.kernel.registries import audit_sentences, personal_data
from groundswell.ground.people.models import Person

ROOT = Path(__file__).parents[1]
OURS = [a for a in apps.get_app_configs() if a.name.startswith("groundswell.")]
TEMPLATES = sorted({*rules.SRC.rglob("jinja2/**/*.html"), *rules.SRC.rglob("templates/**/*.html")})

# Actions that no policy of their own name stands before, each with its reason.
WITHOUT_POLICY: dict[str, str] = {}
# Actions that nobody does but the program itself, or a person who has not signed in yet.
OF_THE_SYSTEM = {
    "ballots.cast",  # of somebody whom nobody knows, by a slip
    "ballots.destroy_keys",
    "ballots.forget_old",
    "ballots.issue_open_slip",
    "ballots.issue_slip",  # of somebody without an account, by a link
    "ballots.make_link",  # while a mail is sent
    "ballots.open_batch",
    "ballots.sign_blinded",
    "challenges.answer_release",  # of somebody without an account, by a link
    "challenges.ask_hold_checks",
    "challenges.chase_asks",
    "challenges.chase_numbers",
    "gatherings.cancel_registration",
    "gatherings.forget_registrations",
    "gatherings.register",
    "gatherings.remind",
    "library.forget_deleted",
    "library.forget_files",
    "library.forget_uploads",
    "library.forget_waiting_pictures",
    "library.look_through",  # the worker's part of a file that somebody has sent
    "library.take_upload",  # the worker's part; done by whoever pressed, as they stand then
    "library.write_work_entries",  # inside the actions that change works
    "commitments.remind_owners",
    "measures.look_for_shifts",
    "surveys.close_due",
    "surveys.give_invitations",
    "surveys.give_slip",  # of whoever stands at a shared entrance
    "surveys.link_words",  # while a mail is sent
    "surveys.open_due",
    "surveys.receive",  # inside the opening of a box
    "surveys.send_invitations",
    "surveys.send_reminders",
    "messaging.forget_old",
    "messaging.post_letter",
    "messaging.post_letters",
    "messaging.post_mail",
    "messaging.send_digests",
    "messaging.send_waiting",
    "messaging.tell",
    "people.found_system",
    "people.note_lock_out",
    "people.note_sign_in",
    "surveys.tell_readers",
    "releases.ask",  # of whoever may read the release; what may be told, the ledger decides
    "releases.lock_series",
}
# Modules that listen to signals of packages, each with its reason.
MAY_LISTEN = {
    "ground/ballots/lane.py": "tells Django of a fault that it has answered itself",
    "engines/library/listening.py": "Wagtail publishes in many ways, and all end in its signal",
    "engines/library/actions/packs.py": "publishes many pages as Wagtail does, and says so",
}


def offences(rule, *layers: str) -> list[str]:
    files = list(rules.sources(*layers))
    assert files, f"found no {' or '.join(layers)}: this test would pass for nothing"
    return [f"{name}:{fault}" for name, text in files for fault in rule(text)]


def test_views_neither_read_nor_write_through_the_orm():
    assert offences(rules.touches_the_orm, "views", "api") == []
    assert rules.touches_the_orm("def v(request, pk):\n    return T.objects.get(pk=pk)")
    assert rules.touches_the_orm("def v(request, t):\n    t.save()")
    assert rules.touches_the_orm("from django.shortcuts import get_object_or_404")


def test_nothing_below_the_views_takes_a_request():
    assert offences(rules.knows_of_requests, "actions", "policies", "queries", "models") == []
    assert rules.knows_of_requests("def close(*, request, at): ...")
    assert rules.knows_of_requests("from django.http import HttpResponse")
    assert not rules.knows_of_requests("from django.http import Http404")


def test_nothing_below_the_views_asks_for_the_time():
    assert offences(rules.reads_the_clock, "actions", "policies", "queries", "models") == []
    assert rules.reads_the_clock("def f():\n    return timezone.now()")
    assert rules.reads_the_clock("def f():\n    return dt.date.today()")


def test_actor_and_time_are_told_by_name():
    assert offences(rules.takes_actor_or_clock_by_place, "actions") == []
    assert rules.takes_actor_or_clock_by_place("def close(pulse, by): ...")
    assert not rules.takes_actor_or_clock_by_place("def close(*, pulse, by, at): ...")


def test_models_do_not_override_save():
    assert offences(rules.overrides_save, "models") == []
    assert rules.overrides_save("class A:\n    def save(self): ...")


def test_domain_logic_does_not_hide_in_signals():
    every = [(str(p.relative_to(rules.SRC)), p.read_text()) for p in rules.SRC.rglob("*.py")]
    found = {name for name, text in every if rules.has_domain_logic_in_signals(text)}
    assert found == set(MAY_LISTEN)
    assert rules.has_domain_logic_in_signals("from django.db.models.signals import post_save")
    assert rules.has_domain_logic_in_signals("from allauth.account.signals import user_logged_in")
    assert rules.has_domain_logic_in_signals("from wagtail.signals import page_published")


def public_actions(app) -> dict[str, bool]:
    """The public actions of an app by name, and whether a person does them (`by`)."""
    package, single = Path(app.path, "actions", "__init__.py"), Path(app.path, "actions.py")
    if package.exists():
        names = rules.exported(package.read_text())
    elif single.exists():
        names = [f.name for f in rules.public_functions(single.read_text())]
    else:
        return {}
    actions = import_module(f"{app.name}.actions")
    functions = {name: getattr(actions, name) for name in names}
    return {n: "by" in signature(f).parameters for n, f in functions.items() if isfunction(f)}


def actions_without_policy(
    label: str, actions: list[str], policies: ModuleType | None
) -> list[str]:
    return [
        f"{label}.{name}"
        for name in actions
        if not hasattr(policies, name) and f"{label}.{name}" not in WITHOUT_POLICY
    ]


def module_of(app, name: str) -> ModuleType | None:
    has = Path(app.path, f"{name}.py").exists() or Path(app.path, name, "__init__.py").exists()
    return import_module(f"{app.name}.{name}") if has else None


def test_every_action_has_a_policy_of_its_name():
    known = {a.label: public_actions(a) for a in OURS}
    assert sum(map(len, known.values())) > 10, "found hardly an action"
    missing = [
        name
        for app in OURS
        for name in actions_without_policy(
            app.label, [n for n, by in known[app.label].items() if by], module_of(app, "policies")
        )
    ]
    assert missing == []
    assert {n for n in WITHOUT_POLICY if n.split(".")[1] not in known[n.split(".")[0]]} == set()
    assert actions_without_policy("pulse", ["close"], ModuleType("policies")) == ["pulse.close"]


def test_actions_that_no_person_does_are_known_by_name():
    alone = {f"{a.label}.{n}" for a in OURS for n, by in public_actions(a).items() if not by}
    assert alone == OF_THE_SYSTEM


def holds_person(model: type[Model]) -> bool:
    """Whether the table points at a person, by a key or by an id kept without one."""
    for field in model._meta.get_fields():
        keyed = isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        if keyed and field.related_model is Person:
            return True
        if isinstance(field, UUIDField) and field.name.endswith(("by_id", "person_id")):
            return True
    return False


def test_every_table_that_points_at_a_person_is_declared_as_personal_data():
    declared = {name for entry in personal_data.values() for name in entry.models}
    holding = {m._meta.label for m in apps.get_models() if holds_person(m)}
    assert "people.Membership" in holding
    assert holding - declared == set()
    assert {name for name in declared if not _exists(name)} == set()


def _exists(label: str) -> bool:
    try:
        return bool(apps.get_model(label))
    except LookupError:
        return False


def test_every_audit_event_has_its_sentence_and_every_sentence_its_event():
    used = set()
    for name, text in ((str(p), p.read_text()) for p in rules.SRC.rglob("*.py")):
        for line, event in rules.audit_names(text) if rules.writes_the_trail(text) else []:
            assert event is not None, f"{name}:{line}: write the event's name out"
            used.add(event)
    assert used == set(audit_sentences)
    assert rules.audit_names("audit.record('a.b', about=x)") == [(1, "a.b")]
    assert rules.audit_names("audit.record(name, about=x)") == [(1, None)]
    assert rules.audit_names("_record('a.b' if y else 'c.d', x)") == [(1, "a.b"), (1, "c.d")]
    assert rules.audit_names("def _record(event):\n    audit.record(event, about=x)") == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: str(p.relative_to(rules.SRC)))
def test_template_only_shows_ready_values_within_the_strict_policy(template: Path):
    text = template.read_text()
    assert rules.queries_in_template(text) == []
    assert rules.inline_style_or_script(text) == []


def test_rules_for_templates_bite():
    assert rules.queries_in_template("{{ page.team.members.all() }}")
    assert rules.queries_in_template("{% for x in Team.objects %}")
    assert rules.inline_style_or_script('<p class="a" style="color: red">')
    assert rules.inline_style_or_script('<button onclick="go()">')
    assert rules.inline_style_or_script("<script>go()</script>")
    assert not rules.inline_style_or_script('<script src="/a.js" defer></script>')


def test_every_app_says_what_it_owns():
    silent = [a.label for a in OURS if not Path(a.path, "README.md").exists()]
    assert silent == []


def test_every_file_names_its_thing():
    assert rules.nameless_modules(list(rules.SRC.rglob("*.py"))) == []
    assert rules.nameless_modules([Path("a/utils.py")])


def test_every_name_of_a_test_is_a_sentence():
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    short = [f"{f.name}: {n}" for f in files for n in rules.short_test_names(f.read_text())]
    assert short == []
    assert rules.short_test_names("def test_close(): ...") == ["test_close"]


def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def apps_missing_from(contract: dict, names: list[str]) -> list[str]:
    """Apps that no layer of a contract names, by themselves or by the floor they stand on."""
    listed = {
        part.strip(" ()")
        for layer in contract.get("layers", []) + contract.get("modules", [])
        for part in layer.replace(":", "|").split("|")
    } | set(contract.get("containers", []))
    return [n for n in names if not any(n == x or n.startswith(f"{x}.") for x in listed)]


def test_every_app_stands_in_the_contracts():
    names = [a.name for a in OURS]
    by_name = {c["name"]: c for c in contracts()}
    assert apps_missing_from(by_name["Floors: imports point down"], names) == []
    inside = by_name["Inside an app, imports point down"]
    ground = by_name["The ground stands in tiers"]
    assert [n for n in names if n not in inside["containers"]] == []
    grounded = [n for n in names if n.startswith("groundswell.ground.")]
    assert apps_missing_from(ground, grounded) == []
    engines = [n for n in names if n.startswith("groundswell.engines.")]
    assert apps_missing_from(by_name["Engines stand in tiers"], engines) == []
    assert apps_missing_from({"layers": ["groundswell.front"]}, ["groundswell.wings.x"])


def test_rules_read_real_python():
    assert all(ast.parse(p.read_text()) for p in rules.SRC.rglob("*.py"))
