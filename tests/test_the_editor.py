"""Every address of Wagtail's editor, by whoever might try it: none is there but for its editors."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.showing.making import HTML, MP4, a_picture, a_video, body
from tests.world import a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.library import cms_urls
from groundswell.engines.library.kinds import Kind
from groundswell.engines.library.models import Item
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def addresses(patterns: list[Any], values: dict[str, Any], begins: str = "/cms/") -> Iterator[str]:
    for pattern in patterns:
        here = begins + _filled(str(pattern.pattern), values)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, values, here)
        elif isinstance(pattern, URLPattern):
            yield here


def _filled(route: str, values: dict[str, Any]) -> str:
    if route in _BY_HAND:
        return _BY_HAND[route]
    plain = route.removeprefix("^").removesuffix("$")
    return _PART.sub(lambda part: str(values.get(part[2], _OF_A_KIND[part[1] or "str"])), plain)


_BY_HAND = {  # patterns of letters, and what they stand for
    r"^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": (
        "1/revisions/compare/live...latest/"
    ),
    "history/(?P<pk>.+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (
        "history/1/revisions/compare/live...latest/"
    ),
    "^.*/$": "nowhere/",
}
_OF_A_KIND = {"int": 1, "str": "x", "slug": "x", "uuid": UUID(int=1), "path": "images/x.png"}


def editor_patterns() -> list[Any]:
    found = [p for p in get_resolver().url_patterns if str(p.pattern) == "cms/"]
    assert len(found) == 1
    return found[0].url_patterns


@pytest.fixture
def shelf(db: None) -> Any:
    return a_shelf(an_organisation())


@pytest.fixture
def values(shelf: Any) -> dict[str, Any]:
    """Parts of addresses that lead to something, so that a 404 is the door's and no chance."""
    item = Item.objects.get(entry=a_page("Beds", shelf=shelf))
    revision = item.latest_revision_id
    return {
        "page_id": item.pk,
        "parent_page_id": shelf.pk,
        "page_to_move_id": item.pk,
        "destination_id": shelf.pk,
        "revision_id": revision,
        "content_type_app_name": "library",
        "content_type_model_name": "onepager",
        "app_label": "library",
        "model_name": "onepager",
        "app_name": "library",
        "pk": 1,
        "name": a_picture(shelf).file.name,
    }


def everybody_else(shelf: Any) -> dict[str, Person]:
    """Each of the people who work here, but for who holds a role in the library."""
    here, team = shelf.organisation, a_team(shelf.organisation)
    people = {
        code: joins(a_person(f"A {code}"), here, team)
        for code in ("member", "administrator", "analyst", "board_member", "team_leader", "ended")
    }
    for code in ("administrator", "analyst", "board_member"):
        holding(people[code], code, organisation=here)
    holding(people["team_leader"], "team_leader", team=team)
    ended = {"starts_on": "2024-01-01", "ends_on": "2025-01-01"}
    holding(people["ended"], "editor", organisation=here, **ended)
    return {**people, "founder": a_founder_of()}


def a_founder_of() -> Person:
    from tests.world import a_founder

    return a_founder().person


def answered(client: Client, address: str, method: str) -> int:
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    return status


def open_to(client: Client, found: list[str], shut: tuple[int, ...]) -> list[str]:
    """The addresses that answer with something else than the door."""
    return [
        f"{method} {address}: {status}"
        for address in found
        for method in ("get", "post")
        if (status := answered(client, address, method)) not in shut
    ]


def test_no_address_of_the_editor_is_there_for_anybody_else(shelf: Any, values: dict[str, Any]):
    found = list(addresses(editor_patterns(), values))
    assert len(found) > 140
    assert not any(set(address) & set("^$()<>") for address in found)
    for name, person in everybody_else(shelf).items():
        client = Client()
        client.force_login(person)
        assert open_to(client, found, (404,)) == [], name


def test_who_has_not_signed_in_is_led_to_sign_in_from_every_address(values: dict[str, Any]):
    found = list(addresses(editor_patterns(), values))
    assert open_to(Client(), found, (302,)) == []
    answer = Client().get("/cms/")
    assert answer["Location"].startswith("/people/sign-in/") or "next=/cms/" in answer["Location"]
    for address in found:
        assert "next=/cms/" in Client().get(address)["Location"]


@pytest.mark.parametrize("code", ["editor", "reviewer"])
def test_whoever_holds_a_role_comes_in_and_no_page_breaks(
    code: str, shelf: Any, values: dict[str, Any]
):
    person = joins(a_person("Amara Okafor"), shelf.organisation)
    holding(person, code, organisation=shelf.organisation)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    assert client.get("/cms/").status_code == 200
    assert client.get(f"/cms/pages/{values['page_id']}/edit/").status_code == 200
    found = list(addresses(editor_patterns(), values))
    broken = [a for a in found if answered(client, a, "get") >= 500]
    assert broken == ["/cms/failwhale/"]  # which Wagtail made to break


def test_the_walk_bites_where_an_address_is_left_before_the_door(shelf: Any):
    open_one = path("open/", lambda request: __import__("django.http").http.HttpResponse())
    assert list(addresses([open_one], {})) == ["/cms/open/"]
    shut = cms_urls.behind_the_door([path("shut/", open_one.callback)])
    from django.test import RequestFactory

    request: Any = RequestFactory().get("/cms/shut/")
    request.actor = acting(a_person("Sam Ortiz"))
    assert open_one.callback(request).status_code == 200
    from django.http import Http404

    with pytest.raises(Http404):
        shut[0].callback(request)


def test_a_made_up_id_changes_nothing(shelf: Any):
    client = Client()
    client.force_login(joins(a_person("Sam Ortiz"), shelf.organisation))
    assert client.get(f"/cms/users/edit/{uuid4()}/").status_code == 404


# --- files that its pages show ------------------------------------------------------------------


def an_editor(shelf: Any, name: str = "Amara Okafor") -> Client:
    place = shelf.organisation
    person = joins(a_person(name), place or an_organisation("Leafield"))
    holding(person, "editor", organisation=place)
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(("address", "status"), [("", 200), ("account/", 200), ("nowhere/", 404)])
def test_it_has_the_name_and_the_mark_of_the_house_and_no_bird(
    shelf: Any, address: str, status: int
):
    answer = an_editor(shelf).get(f"/cms/{address}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert re.search(r"<title>[^<]* - Groundswell</title>", page)
    assert re.search(
        r'<span class="house"><svg[^>]* viewBox="0 0 40 40".*?</svg><b>Groundswell</b>', page
    )
    for theirs in ("Wagtail 7", "editor guide", "favicon.ico", "logo-body", "guide.wagtail.org"):
        assert theirs not in page
    assert ("<h2>Amara Okafor</h2>" in page) == (not address)


def test_the_first_page_offers_each_kind_on_the_shelves_that_one_writes_for(shelf: Any):
    a_shelf(an_organisation("Tarnside Mental Health Trust"))
    editor = an_editor(shelf)
    page = editor.get("/cms/").content.decode()
    offered = re.findall(r'href="(/cms/pages/add/library/(\w+)/(\d+)/)"', page)
    assert {int(place) for _url, _model, place in offered} == {shelf.pk}
    assert len({model for _url, model, _place in offered}) == len(Kind)
    assert {editor.get(url).status_code for url, _model, _place in offered} == {200}
    assert 'href="/library/keeping/"' in page


def test_the_colours_of_the_house_are_a_file_of_ours_that_the_policy_allows(shelf: Any):
    answer = an_editor(shelf).get("/cms/")
    (sheet,) = re.findall(r'href="(/static/library/editor\.css\?v=\w+)"', answer.content.decode())
    path = finders.find(sheet.removeprefix("/static/").partition("?")[0])
    assert isinstance(path, str) and "--w-color-primary-hue" in Path(path).read_text()
    assert "style-src 'self'" in answer["Content-Security-Policy"]


def test_pictures_of_the_editor_load_for_its_editors_under_its_policy(shelf: Any):
    client, picture = an_editor(shelf), a_picture(shelf)
    page = client.get("/cms/images/").content.decode()
    [thumbnail] = re.findall(r'src="(/cms/files/images/[^"]+)"', page)
    for url in (thumbnail, f"/cms/files/{picture.file.name}"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/png"
        assert body(answer).startswith(b"\x89PNG")
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("inline")
        assert "img-src 'self' data: blob:" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert client.post(url).status_code == 405


def test_files_of_the_editor_are_there_for_nobody_else(shelf: Any):
    picture, video = a_picture(shelf), a_video(shelf=shelf)
    urls = [f"/cms/files/{file.name}" for file in (picture.file, video.film, video.captions)]
    for name, person in everybody_else(shelf).items():
        client = Client()
        client.force_login(person)
        assert {client.get(url).status_code for url in urls} == {404}, name
    for url in urls:
        assert Client().get(url).status_code == 302
    editor = an_editor(shelf)
    assert [editor.get(url).status_code for url in urls] == [200, 200, 200]
    assert editor.get(urls[2])["Content-Type"] == "text/vtt; charset=utf-8"


def test_an_editor_sees_pictures_where_they_write_and_no_others(shelf: Any):
    """Whose picture it is decides, of what was made of it too."""
    other = a_shelf(an_organisation("Tarnside Mental Health Trust"))
    picture = a_picture(shelf)
    made = picture.get_rendition("max-165x165")
    here, there = an_editor(shelf), an_editor(other, "Mo Khan")
    everywhere = a_person("Ngozi Bello")
    holding(joins(everywhere, an_organisation("Leafield")), "reviewer")
    of_all = Client()
    of_all.force_login(everywhere)
    for url in (f"/cms/files/{picture.file.name}", f"/cms/files/{made.file.name}"):
        assert [c.get(url).status_code for c in (here, there, of_all)] == [200, 404, 200]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "library/films/",
        "library/films/film.mp4",
        "library/films/6a1f2c3e-0000-4000-8000-000000000009.mp4",
        "library/films/6a1f2c3e-0000-4000-8000-000000000001.html",
        "library/films/../films/6a1f2c3e-0000-4000-8000-000000000001.mp4",
        "../settings.py",
        "..%2f..%2fetc/passwd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "images/../../db.sqlite3",
        "original_images/no-such.png",
        "C:\\windows\\win.ini",
    ],
)
def test_nothing_else_of_the_disk_is_a_file_of_the_editor(shelf: Any, name: str):
    """Not even for who may see everything that is there."""
    default_storage.save("library/films/film.mp4", ContentFile(MP4))
    assert an_editor(shelf).get(f"/cms/files/{name}").status_code == 404


def test_a_page_that_calls_itself_a_film_is_not_shown(shelf: Any):
    video = a_video(HTML, HTML, shelf=shelf)
    client = an_editor(shelf)
    assert client.get(f"/cms/files/{video.film.name}").status_code == 404
    assert client.get(f"/cms/files/{video.captions.name}").status_code == 404
    default_storage.delete(video.film.name)
    assert client.get(f"/cms/files/{video.film.name}").status_code == 404
