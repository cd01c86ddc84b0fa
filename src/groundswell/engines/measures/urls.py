from django.urls import path

from .views import defining, keeping, looking, numbers

app_name = "measures"
urlpatterns = [
    path("", looking.index, name="index"),
    path("new/", defining.new, name="new"),
    path("define/", defining.define, name="define"),
    path("definitions/<uuid:pk>/", looking.definition, name="definition"),
    path("definitions/<uuid:pk>/change/", defining.change_definition, name="change_definition"),
    path("definitions/<uuid:pk>/place/", defining.place, name="place"),
    path("definitions/<uuid:pk>/compare/", looking.compare, name="compare"),
    path(
        "definitions/<uuid:pk>/table.<slug:ending>",
        looking.definition_download,
        name="definition_download",
    ),
    path("organisations/<uuid:pk>/", looking.organisation, name="organisation"),
    path(
        "organisations/<uuid:pk>/table.<slug:ending>",
        looking.organisation_download,
        name="organisation_download",
    ),
    path("sets/new/", defining.make_set, name="make_set"),
    path("sets/<uuid:pk>/", looking.measure_set, name="set"),
    path("sets/<uuid:pk>/change/", defining.change_set, name="change_set"),
    path("sets/<uuid:pk>/order/", defining.reorder_set, name="reorder_set"),
    path("sets/<uuid:pk>/table.<slug:ending>", looking.set_download, name="set_download"),
    path("<uuid:pk>/", looking.measure, name="measure"),
    path("<uuid:pk>/add/", numbers.add, name="add"),
    path("<uuid:pk>/paste/", numbers.paste, name="paste"),
    path("<uuid:pk>/numbers/<str:on>/", numbers.correct, name="correct"),
    path("<uuid:pk>/numbers/<str:on>/take-back/", numbers.take_back, name="take_back"),
    path("<uuid:pk>/notes/", keeping.annotate, name="annotate"),
    path("<uuid:pk>/notes/<uuid:note_pk>/withdraw/", keeping.withdraw_note, name="withdraw_note"),
    path("<uuid:pk>/targets/", keeping.targets, name="targets"),
    path(
        "<uuid:pk>/targets/<uuid:target_pk>/withdraw/",
        keeping.withdraw_target,
        name="withdraw_target",
    ),
    path("<uuid:pk>/share/", keeping.share, name="share"),
    path("<uuid:pk>/settings/", keeping.settings, name="settings"),
    path("<uuid:pk>/retire/", keeping.retire, name="retire"),
    path("<uuid:pk>/proposals/<uuid:proposal_pk>/", keeping.decide, name="decide"),
    path("<uuid:pk>/limits/", keeping.limits, name="limits"),
    path(
        "<uuid:pk>/limits/<uuid:proposal_pk>/take-back/",
        keeping.undo_recalculation,
        name="undo_recalculation",
    ),
    path("<uuid:pk>/download.<slug:ending>", looking.download, name="download"),
]
