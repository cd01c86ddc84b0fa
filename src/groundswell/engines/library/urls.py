from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.home, name="index"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("keeping/", views.keeping, name="keeping"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/", views.standing, name="standing"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/restore/", views.restore, name="restore"),
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
    path("works/<slug:key>/", views.work, name="work"),
    path("<slug:shelf>/<slug:slug>/", views.item, name="item"),
    path("<slug:shelf>/<slug:slug>/<slug:ending>/", views.document, name="document"),
]
