from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("papers/<uuid:pk>/", views.paper, name="paper"),
    path("<slug:kind>/<uuid:about>/", views.twin, name="twin"),
    path("<slug:kind>/<uuid:about>/<slug:ending>/", views.ask, name="ask"),
]
