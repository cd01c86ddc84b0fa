import pytest
from tests.world import NOON, a_founder, an_organisation

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import audit_sentences


@pytest.fixture
def sentences():
    sentence = "%(by)s put a lamp into %(about)s: %(colour)s."
    with audit_sentences.only(**{"lamp.placed": sentence}):
        yield


def test_an_event_tells_who_did_what_to_what(db):
    place, founder = an_organisation(), a_founder()
    with audit_sentences.only(**{"lamp.placed": "%(by)s put a lamp into %(about)s: %(colour)s."}):
        event = audit.record(
            "lamp.placed", about=place, by=founder, at=NOON, organisation_id=place.pk, colour="red"
        )
        said = audit.sentence(AuditEvent.objects.get(pk=event.pk))
    assert said == "Priya Nair put a lamp into Harrowmere Teaching Hospitals: red."
    assert (event.about_model, event.about_id) == ("people.Organisation", str(place.pk))
    assert (event.by_id, event.at, event.organisation_id) == (founder.id, NOON, place.pk)


def test_an_event_without_a_sentence_is_not_written(db):
    place = an_organisation()
    n_before = AuditEvent.objects.count()
    with pytest.raises(KeyError, match=r"lamp\.broken"):
        audit.record("lamp.broken", about=place, by=SYSTEM, at=NOON)
    assert AuditEvent.objects.count() == n_before


def test_an_event_whose_app_has_gone_is_told_by_its_bare_name(sentences):
    event = AuditEvent(name="lantern.hung", about_label="Ward 7")
    assert audit.sentence(event) == "lantern.hung: Ward 7"
    assert str(event) == "lantern.hung"


def test_a_detail_that_an_old_event_lacks_is_a_dash(sentences):
    event = AuditEvent(name="lamp.placed", about_label="Ward 7", by_name="Groundswell")
    assert audit.sentence(event) == "Groundswell put a lamp into Ward 7: –."


def test_a_long_label_is_cut_and_the_system_itself_may_act(db):
    place = an_organisation()
    place.name = "H" * 300
    with audit_sentences.only(**{"lamp.placed": "%(by)s"}):
        event = audit.record("lamp.placed", about=place, by=SYSTEM, at=NOON)
    assert len(event.about_label) == 200
    assert (event.by_id, event.by_name) == (None, "Groundswell")
