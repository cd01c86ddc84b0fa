from django.conf import settings
from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("choices/", views.choices, name="choices"),
    path("<uuid:pk>/", views.message, name="message"),
    path("<uuid:pk>/read/", views.mark_read, name="mark_read"),
]
demo_urlpatterns = [path("demo-mail/", views.demo_mail, name="demo_mail")]
if settings.DEMO:
    urlpatterns += demo_urlpatterns
