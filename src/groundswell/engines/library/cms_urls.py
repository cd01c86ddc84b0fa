"""Wagtail's editor under /cms/, every address of it behind our own door."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .views import editor_only

urlpatterns = decorate_urlpatterns([path("", include(wagtailadmin_urls.urlpatterns))], editor_only)
