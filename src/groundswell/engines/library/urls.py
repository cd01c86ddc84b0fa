from django.urls import include, path

from . import views
from .reading.showing import WIDTHS
from .views import asking, lists, notes, shown_files, submitting

app_name = "library"
# What readers keep and send; what stands first in these addresses is no name of a shelf.
_LISTS = [
    path("mine/", lists.mine, name="mine"),
    path("save/<uuid:pk>/", lists.save, name="save"),
    path("save/<uuid:pk>/lists/", lists.lists_of, name="lists_of"),
    path("lists/new/", lists.new_list, name="new_list"),
    path("lists/<uuid:pk>/", lists.reader_list, name="list"),
    path("lists/<uuid:pk>/change/", lists.change_list, name="change_list"),
    path("lists/<uuid:pk>/delete/", lists.delete_list, name="delete_list"),
    path("lists/<uuid:pk>/bring-back/", lists.bring_back_list, name="bring_back_list"),
    path("lists/<uuid:pk>/share/", lists.share_list, name="share_list"),
    path("lists/<uuid:pk>/stop-sharing/", lists.stop_sharing_list, name="stop_sharing_list"),
    path("lists/<uuid:pk>/move/", lists.move_saved, name="move_saved"),
    path("lists/<uuid:pk>/take-off/", lists.take_off_list, name="take_off_list"),
    path("lists/<uuid:pk>/clear/", lists.clear_withdrawn, name="clear_withdrawn"),
    path("shared/<uuid:key>/", lists.shared, name="shared"),
]
_NOTES = [
    path("notes/<uuid:pk>/", notes.note, name="note"),  # of the thing beside which it stands
    path("notes/<uuid:pk>/delete/", notes.delete_note, name="delete_note"),
    path("notes/<uuid:pk>/bring-back/", notes.bring_back_note, name="bring_back_note"),
]
_ASKING = [
    path("ask/<uuid:pk>/", asking.ask, name="ask"),
    path("questions/", asking.questions, name="questions"),
    path("questions/<uuid:pk>/", asking.answer, name="answer"),
    path("questions/<uuid:pk>/take-back/", asking.take_back_question, name="take_back_question"),
]
_SUBMITTING = [
    path("submit/", submitting.submit, name="submit"),
    path("submit/<uuid:pk>/", submitting.sent_in, name="sent_in"),
    path(
        "submit/<uuid:pk>/take-back/",
        submitting.take_back_submission,
        name="take_back_submission",
    ),
    path("submissions/", submitting.submissions, name="submissions"),
    path("submissions/<uuid:pk>/", submitting.submission, name="submission"),
    path("submissions/<uuid:pk>/draft/", submitting.draft_submission, name="draft_submission"),
    path(
        "submissions/<uuid:pk>/decline/", submitting.decline_submission, name="decline_submission"
    ),
]
_SMALL, _LARGE = ({"width": width} for width in WIDTHS)
# What a page shows: below its own address, and below that of its draft.
_SHOWN = [
    path("pictures/<int:pk>/", shown_files.picture, _LARGE, name="picture"),
    path("pictures/<int:pk>/small/", shown_files.picture, _SMALL, name="small_picture"),
    path("film/", shown_files.film, name="film"),
    path("captions/", shown_files.captions, name="captions"),
]
_OF_DRAFTS = [
    path("pictures/<int:pk>/", shown_files.draft_picture, _LARGE, name="draft_picture"),
    path("pictures/<int:pk>/small/", shown_files.draft_picture, _SMALL, name="draft_small_picture"),
    path("film/", shown_files.draft_film, name="draft_film"),
    path("captions/", shown_files.draft_captions, name="draft_captions"),
]
urlpatterns = [
    path("", views.home, name="index"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("glossary/", views.glossary, name="glossary"),
    *_LISTS,
    *_NOTES,
    *_ASKING,
    *_SUBMITTING,
    path("keeping/", views.keeping, name="keeping"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/", views.standing, name="standing"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/restore/", views.restore, name="restore"),
    path("keeping/shelves/", views.shelves, name="shelves"),
    path("keeping/packs/", views.packs, name="packs"),
    path("keeping/packs/starting/", views.starting_library, name="starting_library"),
    path("keeping/packs/make/<int:shelf_pk>/", views.make_pack, name="make_pack"),
    path("keeping/works/", views.works, name="works"),
    path("keeping/works/all/<slug:format_>/", views.works_file, name="works_file"),
    path("keeping/files/<uuid:pk>/", views.upload, name="upload"),
    path("keeping/files/<uuid:pk>/take/", views.take_upload, name="take_upload"),
    path("keeping/files/<uuid:pk>/again/", views.look_again, name="look_again"),
    path("keeping/files/<uuid:pk>/away/", views.put_upload_away, name="put_upload_away"),
    path("drafts/<uuid:uid>/", views.draft, name="draft"),
    path("drafts/<uuid:uid>/", include(_OF_DRAFTS)),
    path("works/<slug:key>/", views.work, name="work"),
    path("<slug:shelf>/<slug:slug>/", views.item, name="item"),
    path("<slug:shelf>/<slug:slug>/", include(_SHOWN)),
    path("<slug:shelf>/<slug:slug>/<slug:ending>/", views.document, name="document"),
]
