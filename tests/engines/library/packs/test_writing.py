"""A selection as one file: what it brings along, and that nothing of it is lost."""

import datetime as dt
import io
import json
import zipfile

import pytest
from tests.engines.library.packs.making import contents, small, take_in

from groundswell.engines.library.exchange import ris
from groundswell.engines.library.models import OnePager, ReadingList, Video, Work
from groundswell.engines.library.packs import About, Term, pack_of
from groundswell.ground.kernel.errors import Unusable

pytestmark = pytest.mark.django_db
ABOUT = About(key="mine", title="Mine", made_on=dt.date(2026, 6, 1))
ODD = (
    "yes", "null", "~", "0.50", "010", "2026-01-01", "- a", "a: b", "# no", "'", '"', "*x", "&y",
    "!!python/object:os.system", "<script>alert(1)</script>", "=1+1", "é\u00a0ß 😀 עברית", "x\ny",
    "{% raw %}", "a" * 600,
)  # fmt: skip


def names_in(packed: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed))


def test_the_works_that_are_named_come_along_with_their_references() -> None:
    take_in(small())
    packed = pack_of([OnePager.objects.get()], [], [Term("Bridge", "A way.")], ABOUT)
    bundle = names_in(packed)
    works = ris.read(bundle.read("works.ris"))
    assert [(work.title, work.doi) for work in works.works] == [
        ("Beds and bridges", "10.1000/beds")
    ]
    assert "Ward Studies" in bundle.read("references.txt").decode()
    assert "CC BY 4.0" in bundle.read("LICENCES.txt").decode()
    manifest = json.loads(bundle.read("manifest.json"))
    assert manifest["holds"] == {"works": 1, "terms": 1, "one-pager": 1}
    assert set(manifest["files"]) == set(bundle.namelist()) - {"manifest.json"}
    back = contents(packed)
    given = small()
    assert back.works == given.works
    assert back.parts == given.parts[:1]


def test_the_same_selection_gives_the_same_bytes() -> None:
    take_in(small())
    page = OnePager.objects.get()
    assert pack_of([page], [], [], ABOUT) == pack_of([page], [], [], ABOUT)


def test_what_is_not_in_the_selection_is_not_named() -> None:
    take_in(small())
    back = contents(pack_of([ReadingList.objects.get()], [], [], ABOUT))
    assert back.parts[0].values["parts"][0]["uses"] == ["lim-2020-beds"]


def test_a_page_and_a_work_of_one_name_get_two_keys() -> None:
    take_in(small())
    page = OnePager.objects.get()
    page.pack_key = ""
    page.slug = Work.objects.get().key
    back = contents(pack_of([page], [], [], ABOUT))
    assert back.parts[0].key == "lim-2020-beds-2"


def test_a_licence_of_its_own_and_who_wrote_it_are_kept() -> None:
    take_in(small())
    page = OnePager.objects.get()
    page.licence, page.credit = "OGL 3.0", "Ward 7"
    packed = pack_of([page], [], [], ABOUT)
    assert "Beds and bridges: OGL 3.0, Ward 7" in names_in(packed).read("LICENCES.txt").decode()
    values = contents(packed).parts[0].values
    assert (values["licence"], values["credit"]) == ("OGL 3.0", "Ward 7")


def test_a_video_stays_here() -> None:
    with pytest.raises(Unusable, match="Videos stay here"):
        pack_of([Video(title="A film")], [], [], ABOUT)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_come_back_as_they_were(text: str) -> None:
    take_in(small())
    page = OnePager.objects.get()
    page.claim = text
    said = contents(pack_of([page], [], [Term(" ".join(text.split())[:90], text)], ABOUT))
    expected = "\n".join(" ".join(line.split()) for line in text.splitlines())
    assert said.parts[0].values["claim"] == expected
    assert said.terms[0].words == expected
