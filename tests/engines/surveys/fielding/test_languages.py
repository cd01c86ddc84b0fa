"""Respondents' pages in Welsh: whole sentences, marked as reviewed by nobody, nothing left out."""

import ast
import gettext
import io
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tests.engines.surveys.fielding.making import Respondent, a_survey_in_the_field, links_of
from tests.world import NOON

from groundswell.engines.surveys import actions, answering
from groundswell.engines.surveys.answering import speaking
from groundswell.ground.messages.models import OutgoingMail

ROOM = Path(answering.__file__).parents[1]
PYTHON = [
    *(ROOM / "answering").glob("*.py"),
    ROOM / "definition" / "answers.py",
    ROOM / "actions" / "inviting.py",
]
PAGES = [
    *(ROOM / "jinja2" / "surveys" / "answering").glob("*.html"),
    ROOM.parents[1] / "ground" / "web" / "jinja2" / "layouts" / "answering.html",
    ROOM.parents[1] / "ground" / "web" / "jinja2" / "layouts" / "_foot.html",
]
SHARED_COMPUTER = (  # to whoever has signed in at one
    "This is a shared computer: we sign you out after %(n)s minutes without a click. Save before"
    " you leave it."
)
NOT_FOR_RESPONDENTS = {"Writing invitations", SHARED_COMPUTER}
PLACE = re.compile(r"%\(\w+\)s|%%s|<[^>]*>")


def in_python() -> set[str]:
    return {
        str(call.args[0].value)
        for path in PYTHON
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in {"_", "ngettext"}
        and isinstance(call.args[0], ast.Constant)
    }


def in_pages() -> set[str]:
    found = [
        said
        for path in PAGES
        for _line, _name, said in engines["jinja2"].env.extract_translations(path.read_text())
    ]
    return {said[0] if isinstance(said, tuple) else said for said in found}


def test_every_sentence_for_respondents_has_its_welsh():
    missing = (in_python() | in_pages()) - set(speaking.packs()["cy"].sentences)
    assert missing == NOT_FOR_RESPONDENTS


def test_a_translation_names_what_the_sentence_names():
    for english, forms in speaking.packs()["cy"].sentences.items():
        for welsh in forms:
            assert welsh.strip(), english
            assert sorted(PLACE.findall(welsh)) == sorted(PLACE.findall(english)), english


def test_what_is_compiled_is_what_gettext_reads():
    pack = speaking.packs()["cy"]
    read = gettext.GNUTranslations(io.BytesIO(speaking.compiled(pack)))
    assert read.gettext("Start") == "Dechrau"
    assert read.ngettext("minute", "minutes", 3) == "munud"
    assert all(
        read.gettext(english) == forms[0]
        for english, forms in pack.sentences.items()
        if len(forms) == 1
    )


def test_it_is_said_only_where_it_is_asked_for():
    assert _("Start") == "Start"
    with translation.override("cy"):
        assert _("Start") == "Dechrau"
        assert ngettext("minute", "minutes", 2) == "munud"
        assert _("A sentence that nobody has translated") == (
            "A sentence that nobody has translated"
        )
    assert speaking.note_on("en-gb") == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
def test_a_survey_is_answered_in_welsh_from_the_promise_to_the_thanks():
    survey = a_survey_in_the_field()
    somebody = Respondent(f"/a/{links_of(survey)[0]}/?language=cy")
    assert somebody.heading == "Ni all neb gysylltu eich atebion â chi"
    assert '<html lang="cy">' in somebody.text
    assert speaking.packs()["cy"].note in somebody.text, "nobody has reviewed these words"
    assert "29 Mehefin 2026" in somebody.text
    somebody.presses("start").presses("next")
    assert somebody.heading == "Eich tîm"
    assert "Mae problem" in somebody.text and "Dewiswch ateb" in somebody.text
    somebody.presses("next", energy=4).presses("check").presses("send")
    assert somebody.heading == "Diolch. Mae eich atebion wedi cyrraedd."
    assert speaking.packs()["cy"].note not in somebody.text


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
def test_what_nobody_has_translated_is_marked_with_its_own_language():
    somebody = Respondent(f"/a/{links_of(a_survey_in_the_field())[0]}/?language=cy")
    somebody.presses("start")
    assert '<legend><span lang="en-GB">I have the energy I need.</span>' in somebody.text
    assert '<label for="a-energy-4">Cytuno</label>' in somebody.text
    somebody.presses("language:en-gb")
    assert '<span lang="en-GB">' not in somebody.text


@pytest.mark.django_db
def test_a_mail_says_it_in_both_languages():
    survey = a_survey_in_the_field()
    actions.send_invitations(survey=survey, at=NOON)
    body = OutgoingMail.objects.first().body
    assert "This link is yours alone:" in body and "Eich dolen chi yn unig yw hon:" in body
    assert body.count("{{late}}") == 2
