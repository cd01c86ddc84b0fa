from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("about/help/", views.help_page, name="help"),
]
