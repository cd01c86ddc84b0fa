from django.urls import path

from . import views

app_name = "ballots"
urlpatterns = [path("slip/", views.sign_blinded, name="sign_blinded")]
