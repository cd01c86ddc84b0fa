from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.home, name="index"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("keeping/", views.keeping, name="keeping"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/", views.standing, name="standing"),
    path("keeping/standing/<slug:kind>/<uuid:uid>/restore/", views.restore, name="restore"),
    path("drafts/<uuid:uid>/", views.draft, name="draft"),
    path("works/<slug:key>/", views.work, name="work"),
    path("<slug:shelf>/<slug:slug>/", views.item, name="item"),
    path("<slug:shelf>/<slug:slug>/<slug:ending>/", views.document, name="document"),
]
