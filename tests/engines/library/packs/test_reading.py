"""A pack as files: read whole, or not at all and with every fault."""

import io
import zipfile

import pytest
from tests.engines.library.packs.making import SMALL, a_zip, small, starting_library

from groundswell.engines.library.kinds import Kind
from groundswell.engines.library.packs import ReadPack, read_zip
from groundswell.engines.library.packs.contents import Part, print_of
from groundswell.ground.kernel.errors import Fault


def read(**changed: str | None) -> ReadPack:
    """The small pack with files replaced by name, None for without."""
    files = {**SMALL, **changed}
    return read_zip(a_zip({name: text for name, text in files.items() if text is not None}))


def with_page(old: str, new: str) -> ReadPack:
    name = "one-pagers/beds-and-bridges.yaml"
    assert old in SMALL[name]
    return read(**{name: SMALL[name].replace(old, new)})


def the_fault(result: ReadPack) -> Fault:
    assert result.contents is None
    assert len(result.faults) == 1, result.faults
    return result.faults[0]


def test_the_starting_library_has_no_fault() -> None:
    contents = starting_library()
    kinds = [part.kind for part in contents.parts]
    assert kinds.count(Kind.ELEMENT) == 54
    assert kinds.count(Kind.ONE_PAGER) >= 12
    assert len(contents.works) >= 40
    assert len(contents.groups) == 9
    assert contents.terms


def test_a_small_pack_is_read_in_its_normal_form() -> None:
    contents = small()
    page = next(part for part in contents.parts if part.kind == Kind.ONE_PAGER)
    assert page.values["tags"] == ["beds", "bridges"]
    assert page.values["figures"] == [
        {"value": "17", "words": "bridges", "source": "lim-2020-beds"}
    ]
    listed = next(part for part in contents.parts if part.kind == Kind.READING_LIST)
    assert listed.values["parts"][0]["words"] == ["Two things to read."]
    assert "about" not in page.values


def test_words_that_look_like_something_else_stay_words() -> None:
    contents = small(**{'"17"': "0.50", "bridges\n    source": "10:30\n    source"})
    page = next(part for part in contents.parts if part.kind == Kind.ONE_PAGER)
    assert page.values["figures"][0]["value"] == "0.50"
    assert page.values["figures"][0]["words"] == "10:30"


def test_a_print_tells_parts_apart() -> None:
    one = Part("guide", "a", {"title": "A"})
    assert print_of(one) == print_of(Part("guide", "b", {"title": "A"}))
    assert print_of(one) != print_of(Part("module", "a", {"title": "A"}))
    assert print_of(one) != print_of(Part("guide", "a", {"title": "B"}))


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        ("strength: thin", "strength: proven", "strength", "“proven” is not known here."),
        ("strength: thin", "", "strength", "missing"),
        ("title: Beds", "titel: x\ntitle: Beds", "titel", "is no field of this"),
        ("claim: Bridges help.", f"claim: {'x' * 601}", "claim", "601 characters"),
        ("[lim-2020-beds]", "[lim-2021-beds]", "rests_on", "Nothing here has the key"),
        ("source: lim-2020-beds", "source: first-reading", "figures.1.source", "another kind"),
        ("key: beds-and-bridges", "key: Beds & bridges", "key", "is no key"),
        ("tags: [Bridges, beds]", "review_by: soon", "review_by", "“soon” is no day."),
        ("says: [A bridge helps people to cross.]", "says: {a: b}", "says.1", "names with values"),
        ("claim: Bridges help.", "claim: 2026-01-01", "claim", "A text is expected"),
        ("    words: bridges\n", "", "figures.1.words", "missing"),
    ],
)
def test_a_fault_names_the_file_the_field_and_the_reason(
    old: str, new: str, column: str, reason: str
) -> None:
    result = with_page(old, new)
    assert result.contents is None
    faults = [f for f in result.faults if f.column.startswith("one-pagers/beds-and-bridges.yaml: ")]
    assert any(f.column.endswith(f": {column}") and reason in f.reason for f in faults), (
        result.faults
    )


def test_every_fault_is_listed() -> None:
    result = with_page("strength: thin\nwhy_so: One study says so.", "strength: x\nwhy: y")
    assert {f.column.partition(": ")[2] for f in result.faults} == {"strength", "why", "why_so"}


def test_what_is_known_here_may_be_named() -> None:
    name = "one-pagers/beds-and-bridges.yaml"
    files = {**SMALL, name: SMALL[name].replace("rests_on: [", "rests_on: [another-page, ")}
    assert read_zip(a_zip(files)).contents is None
    assert read_zip(a_zip(files), frozenset({"another-page"})).contents is not None


def test_a_key_is_used_once() -> None:
    fault = the_fault(
        read(**{"guides/one.yaml": "key: first-reading\ntitle: A\nparts: [{title: B}]"})
    )
    assert "used twice" in fault.reason


def test_a_doi_stands_once_and_in_its_plain_form() -> None:
    twice = SMALL["literature.yaml"] * 2
    result = read(**{"literature.yaml": twice.replace("key: lim-2020-beds", "key: lim-2", 1)})
    assert any("stands at two works" in fault.reason for fault in result.faults)
    spelt = SMALL["literature.yaml"].replace("10.1000/beds", "https://doi.org/10.1000/BEDS")
    given = read(**{"literature.yaml": spelt}).contents
    assert given is not None
    assert given.works[0].values["doi"] == "10.1000/beds"
    fault = the_fault(read(**{"literature.yaml": spelt.replace("10.1000/BEDS", "beds")}))
    assert "is no DOI" in fault.reason
    assert fault.row == 1


MODULE = """
key: a-module
title: A module
aims: [To begin.]
minutes: {minutes}
parts:
  - {{title: Begin, minutes: 20}}
  - {{title: Go on, minutes: {second}}}
"""


def test_the_parts_of_a_module_take_the_time_that_it_says() -> None:
    whole = read(**{"modules/a.yaml": MODULE.format(minutes=50, second=30)}).contents
    assert whole is not None
    module = next(part for part in whole.parts if part.kind == Kind.MODULE)
    assert [part["key"] for part in module.values["parts"]] == ["begin", "go-on"]
    fault = the_fault(read(**{"modules/a.yaml": MODULE.format(minutes=60, second=30)}))
    assert "50 minutes together, not 60" in fault.reason
    fault = the_fault(read(**{"modules/a.yaml": MODULE.format(minutes=60, second="many")}))
    assert "whole number from 1 to 480" in fault.reason


def test_a_pack_says_what_it_is() -> None:
    assert "pack.yaml" in read(**{"pack.yaml": None}).faults[0].reason
    fault = the_fault(read(**{"pack.yaml": SMALL["pack.yaml"].replace("version: 1", "")}))
    assert fault.column == "pack.yaml: version"


def test_kinds_that_are_not_known_are_said() -> None:
    fault = the_fault(read(**{"poems/one.yaml": "key: a"}))
    assert "No kind of part stands in “poems/one.yaml”." in fault.reason


def test_a_zip_of_a_folder_is_read_like_one_of_its_files() -> None:
    files = {f"my-pack/{name}": text for name, text in SMALL.items()}
    result = read_zip(a_zip({**files, "__MACOSX/x.yaml": "a", "my-pack/.x.yaml": "b"}))
    assert result.contents == small()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x [1]\nb: *x", "Line 2 uses a name for another place"),
        ("a: !!python/object/apply:os.system [ls]", "Line 1 cannot be read as YAML"),
        ("a: [", "cannot be read as YAML"),
        ("title: A\ntitle: B", "Line 2 cannot be read as YAML: “title” stands here twice"),
        ("[" * 13 + "]" * 13, "nested too deep"),
        ("? [a, b]\n: c", "a name is a word"),
        ("a: 2026-99-99", "cannot be read as YAML"),
    ],
)
def test_yaml_that_is_more_than_plain_values_is_not_read(text: str, reason: str) -> None:
    result = read(**{"guides/one.yaml": text})
    assert any(reason in f.reason for f in result.faults if f.column == "guides/one.yaml"), (
        result.faults
    )


def test_text_in_another_encoding_is_said() -> None:
    result = read_zip(a_zip({**SMALL, "guides/one.yaml": b"title: caf\xe9"}))
    assert the_fault(result).reason == "This is no text in UTF-8."


@pytest.mark.parametrize(
    "name", ["../out.yaml", "/etc/x.yaml", "a/../../x.yaml", "C:/x.yaml", "a\\b.yaml"]
)
def test_a_zip_names_no_place_outside_itself(name: str) -> None:
    assert "outside itself" in the_fault(read_zip(a_zip({**SMALL, name: "a: b"}))).reason


def test_a_link_in_a_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        link = zipfile.ZipInfo("pack.yaml")
        link.external_attr = 0o120777 << 16
        bundle.writestr(link, "/etc/passwd")
    assert "outside itself" in the_fault(read_zip(out.getvalue())).reason


def test_a_zip_is_bounded() -> None:
    assert "20 MB" in the_fault(read_zip(b"x" * 20_000_001)).reason
    bomb = a_zip({"pack.yaml": b" " * 6_000_000})
    assert "too large when unpacked" in the_fault(read_zip(bomb)).reason
    assert "too large" in the_fault(read_zip(a_zip({"a.bin": b"0" * 100_000_001}))).reason
    many = a_zip({f"{n}.txt": "" for n in range(2_001)})
    assert "2,000 files" in the_fault(read_zip(many)).reason


def test_what_is_no_zip_is_said() -> None:
    assert "no zip" in the_fault(read_zip(b"PK\x03\x04 nothing")).reason
    cut = a_zip(dict(SMALL))
    assert read_zip(cut[: len(cut) // 2]).contents is None


def test_a_zip_that_lies_about_a_size_is_refused() -> None:
    packed = bytearray(a_zip({"pack.yaml": "a" * 3_000}))
    at = packed.rindex(b"PK\x01\x02") + 24
    packed[at : at + 4] = (10).to_bytes(4, "little")
    assert read_zip(bytes(packed)).contents is None


def test_unseen_characters_are_gone_and_lines_stay() -> None:
    contents = small(**{
        "says: [A bridge helps people to cross.]": 'says: ["a\\0b\\u202Ec\\n\\nd  e"]'
    })
    page = next(part for part in contents.parts if part.kind == Kind.ONE_PAGER)
    assert page.values["says"] == ["abc\n\nd e"]
