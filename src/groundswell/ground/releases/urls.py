from django.urls import path

from . import views

app_name = "releases"
urlpatterns = [path("<uuid:pk>/hidden/", views.why, name="why")]
