"""A nurse reads in the library, keeps what she finds, and sends in what she did herself."""

from playwright.sync_api import expect
from tests.engines.library.finding.making import a_page, a_shelf
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in
from tests.journeys.visitor import Visitor
from tests.world import a_person, holding

from groundswell.engines.library.models import CaseStudy, ReaderList, Submission
from groundswell.ground.people.models import Person

TITLE = "Safety huddles on wards"
PHONE = 360


def given_a_library(cast: Cast) -> Person:
    """A page for everybody, one for the hospitals alone; gives who reviews everybody's shelf."""
    a_page(TITLE, "Ten minutes a day.", claim="Huddles help wards to see risk early.")
    a_page("Ours alone", "Kept here.", shelf=a_shelf(cast.hospitals), audience="organisation")
    reviewer = a_person("Amara Okafor")
    holding(reviewer, "reviewer")
    return reviewer


def opens_what_she_searches(nurse: Visitor) -> None:
    nurse.opens("/library/").types("Search the library", "huddles")
    nurse.page.locator("main").get_by_role("button", name="Search").click()
    nurse.page.wait_for_load_state("load")
    nurse.presses(TITLE)
    expect(nurse.page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def writes_a_note(nurse: Visitor) -> None:
    nurse.page.get_by_text("Write a note for yourself").click()
    nurse.looks()
    nurse.page.locator("#note-words").fill("Ask Kwame to lead one.")
    nurse.presses("Save the note").sees("Ask Kwame to lead one.", "Only you can read it.")


def test_a_nurse_keeps_notes_and_shares_what_she_found(visitor: Visitors):
    cast = a_cast()
    given_a_library(cast)
    nurse = comes_in(visitor, cast.joyce, PHONE)
    opens_what_she_searches(nurse)
    nurse.presses("Save").sees("It is on your list “Saved”.")
    writes_a_note(nurse)
    nurse.opens("/library/?q=ours").presses("Ours alone").presses("Save")

    nurse.opens("/library/mine/").is_at("Yours in the library").sees("Ask Kwame to lead one.")
    nurse.presses("Saved").is_at("Saved").presses("Up Ours alone")
    assert nurse.page.locator("ol.on-list li").first.inner_text().startswith("Ours alone")
    nurse.presses("Take off Ours alone").sees("“Ours alone” is off the list.")
    nurse.presses("Put it back").presses("Share by an address").sees("Stop sharing")
    key = ReaderList.objects.get().share_key

    passer_by = visitor(PHONE).opens(f"/library/shared/{key}/").sees(TITLE)
    passer_by.does_not_see("Ours alone", "Ask Kwame", "Joyce")
    passer_by.presses(TITLE).sees("Sign in to save")
    passer_by.presses("Sign in to save").is_at("Sign in")
    assert "next=%2Flibrary%2F" in passer_by.page.url

    nurse.presses("Stop sharing").presses("Delete the list").sees("you can bring it back")
    passer_by.opens(f"/library/shared/{key}/")
    assert passer_by.status == 404
    nurse.presses("Bring it back Saved").is_at("Saved")


def test_a_case_study_becomes_a_draft_of_the_reviewer(visitor: Visitors):
    cast = a_cast()
    reviewer = given_a_library(cast)
    nurse = comes_in(visitor, cast.joyce, PHONE)
    nurse.opens("/library/").presses("Send in a case study").is_at("Send in a case study")
    nurse.presses("Send it in").sees("There is a problem")
    nurse.types("Title", "Home before lunch").types("Where it was", "Ward 7")
    nurse.chooses("Sector", "Acute hospitals").ticks("Patients")
    nurse.page.locator("[name=shelf]").first.check()
    nurse.types("How it was before", "Nobody left before one.")
    nurse.types("What you did", "Dr Patel rang the pharmacy.")
    nurse.types("What came of it", "Half left before noon.")
    nurse.types("Credit (optional)", "The people of Ward 7")
    nurse.presses("Send it in").sees("This looks as if it held a name.")
    nurse.types("What you did", "We rang the pharmacy.").presses("Send it in")
    nurse.sees("Waits to be read")

    amara = comes_in(visitor, reviewer)
    amara.opens("/").sees("1 case study waits since")
    amara.opens("/library/submissions/").presses("Home before lunch")
    amara.presses("Draft a page from it").sees("Write on in the editor")
    page = CaseStudy.objects.get()
    assert (page.live, page.credit) == (False, "The people of Ward 7")

    nurse.opens(f"/library/submit/{Submission.objects.get().pk}/").sees("A page is written from it")
    page.save_revision().publish()
    nurse.opens(nurse.page.url).sees("Published", "The people of Ward 7").presses("Read the page")
    nurse.sees("Half left before noon.")


def test_a_question_is_asked_and_answered_for_all(visitor: Visitors):
    cast = a_cast()
    reviewer = given_a_library(cast)
    nurse = comes_in(visitor, cast.joyce, PHONE)
    opens_what_she_searches(nurse)
    page = nurse.page.url
    nurse.presses("Ask those who keep this page").types("Your question", "At night as well?")
    nurse.presses("Ask").sees("Your question is asked.")

    amara = comes_in(visitor, reviewer)
    amara.opens("/library/questions/").sees("gives no name").does_not_see("Joyce Lim")
    amara.presses(f"Answer to the question about {TITLE}").types("The answer", "Yes, shorter.")
    amara.ticks("Show question and answer on the page, to every reader").presses("Answer")
    visitor(PHONE).opens(page).sees("At night as well?", "Yes, shorter.").does_not_see("Joyce")


def test_saving_without_scripts_and_the_page_on_paper(visitor: Visitors):
    cast = a_cast()
    given_a_library(cast)
    joyce = comes_in(visitor, cast.joyce, PHONE, scripts=False).opens("/library/?q=huddles")
    joyce.presses(TITLE).presses("Save").sees("It is on your list “Saved”.")

    joyce.page.emulate_media(media="print")
    for selector in (".beside", ".btn", ".post-button"):
        for found in joyce.page.locator(selector).all():
            assert not found.is_visible(), selector
    assert joyce.page.get_by_text("Huddles help wards to see risk early.").first.is_visible()
