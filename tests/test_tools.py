"""The project's own checks: each finds what it is there to find, and only that."""

import doctest
import importlib
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module


def test_examples_in_the_checks_are_true(tool):
    for name in ("check_words", "check_files", "coverage_gate"):
        assert doctest.testmod(tool(name)).failed == 0


@pytest.mark.parametrize(
    ("template", "n_found"),
    [
        ("<p>{% trans %}Hello{% endtrans %}</p>", 0),
        ("<p>Hello</p>", 1),
        ('<p class="a {{ b }}">{{ page.name }}</p>', 0),
        ('<img alt="A lamp" src="x">', 1),
        ('<img alt="{% trans %}A lamp{% endtrans %}" src="x">', 0),
        ("{{ submit('Save it') }}", 1),
        ("{{ submit(_('Save it')) }}", 0),
        ('{% if a %}<p {% if b %}class="c"{% endif %}>{% endif %}', 0),
        ("{# Hello #}", 0),
    ],
)
def test_a_sentence_of_a_page_that_nobody_can_translate_is_found(tool, template, n_found):
    assert len(tool("check_words").in_jinja(template)) == n_found


@pytest.mark.parametrize(
    ("code", "n_found"),
    [
        ('Decision("Only an analyst may.")', 1),
        ('Decision(_("Only an analyst may."))', 0),
        ('Unusable(f"Give {n} days.", field="on")', 1),
        ('Fault(1, "on", _("No day."), _("Give one."))', 0),
        ('Decision("")', 0),
    ],
)
def test_a_refusal_that_nobody_can_translate_is_found(tool, code, n_found):
    assert len(tool("check_words").in_python(code)) == n_found


def test_djangos_own_templates_are_read_too(tool):
    check = tool("check_words")
    assert check.in_django("{% load i18n %}{% blocktranslate %}Hello{% endblocktranslate %}") == []
    assert check.in_django("<p>Hello</p>")


@pytest.mark.parametrize(
    ("line", "is_trace"),
    [("see /ro" + "ot/x", True), ("cd /wo" + "rk/main", True), ("a/work/b", False), ("/wo", False)],
)
def test_a_path_of_one_machine_is_found(tool, line, is_trace):
    assert bool(tool("check_files").TRACES.search(line)) is is_trace


def test_parts_that_are_reached_fully_are_judged_file_by_file(tool):
    gate = tool("coverage_gate")
    file = {
        "summary": {"percent_covered": 99.0},
        "missing_lines": [7],
        "missing_branches": [[3, -1]],
    }
    (found,) = gate._of_files({"src/groundswell/ground/kernel/jobs.py": file})
    assert found.endswith("99.0 % of 100 %; lines 7; branches 3→end")
    assert gate._of_files({"src/groundswell/front/views.py": file}) == []
    assert gate._of_whole({"percent_covered": 89.9})
    assert gate._of_whole({"percent_covered": 90.0}) == []
    assert "coverage_gate" in sys.modules
