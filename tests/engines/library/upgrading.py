"""A library of the first landing, and what is still in it today; see tests/test_migrations.py."""

FROM = ("library", "0001")
STEP = {"title": "Somebody notices", "words": "It is night.", "picture": "A lamp.", "asks": "Who?"}
BEFORE = """
import json
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
apps = MigrationExecutor(connection).loader.project_state([("library", "0001_initial")]).apps
get, now = apps.get_model, timezone.now()
kind = get("contenttypes", "ContentType").objects.get_or_create
Page, Collection = get("wagtailcore", "Page"), get("wagtailcore", "Collection")
home = Page.objects.get(depth=2)
locale = home.locale
group = get("auth", "Group").objects.create
def page(model, above, n, title, slug, **more):
    made = model(
        path=above.path + f"000{n}", depth=above.depth + 1, title=title, draft_title=title,
        slug=slug, url_path=f"{above.url_path}{slug}/", live=True, locale=locale,
        content_type=kind(app_label="library", model=model._meta.model_name)[0],
        first_published_at=now, last_published_at=now, **more)
    made.save()
    Page.objects.filter(pk=above.pk).update(numchild=n)
    return made
shelf = page(get("library", "Shelf"), home, 1, "For everybody", "common", is_common=True,
    editors=group(name="e"), reviewers=group(name="r"), pictures=Collection.objects.get(depth=1))
STEPS = json.dumps([{"type": "step", "id": "1", "value": %(step)r}])
story = page(get("library", "Narrative"), shelf, 1, "One idea", "one-idea", audience="public")
get("library", "Narrative").objects.filter(pk=story.pk).update(steps=STEPS)
work = get("library", "Work").objects.create(
    key="bridges", title="Bridges", authors="Lim, J.", created_at=now)
get("library", "Entry").objects.create(item_id=story.pk, id=story.uid, kind="narrative",
    title="One idea", url="/library/common/one-idea/", audience="public", first_on=now.date())
""" % {"step": STEP}  # noqa: UP031 (braces are many in it)
AFTER = """
from django.test import Client
from groundswell.engines.library.models import Entry, Narrative, Work
story = Narrative.objects.get()
story.save_revision().publish()
shown = Client(headers={"host": "127.0.0.1"}).get("/library/common/one-idea/")
assert shown.status_code == 200, shown.status_code
for words in %(step)r.values():
    assert words in shown.content.decode(), words
assert Work.objects.get().authors == "Lim, J."
assert Entry.objects.get(item=story.pk).title == "One idea"
print("One idea is read and let out")
""" % {"step": STEP}  # noqa: UP031
KEPT = ["One idea is read and let out"]
