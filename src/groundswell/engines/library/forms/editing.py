"""What editors type about works and pictures: looked at before Wagtail keeps it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.forms import BaseImageForm

from ..exchange.work import doi_of
from ..models import Work

WEB = ("https://", "http://")


class WorkForm(WagtailAdminModelForm):
    """A work of literature, each fault of it in a sentence beside its field."""

    def clean_url(self) -> str:
        return _of_the_web(self.cleaned_data["url"])

    def clean_checked_at(self) -> str:
        return _of_the_web(self.cleaned_data["checked_at"])

    def clean_doi(self) -> str:
        """The bare DOI, where its address was pasted; each stands here once."""
        typed = self.cleaned_data["doi"].strip()
        doi = doi_of(typed)
        if typed and not doi:
            raise ValidationError(_("A DOI looks like 10.1000/182."))
        same = Work.objects.filter(doi=doi).exclude(pk=self.instance.pk).first() if doi else None
        if same:
            raise ValidationError(_("“%(title)s” has this DOI already.") % {"title": same.title})
        return doi


class PictureForm(BaseImageForm):
    """A picture says what it shows: who cannot see it is told that instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["description"]
        field.required = True
        field.error_messages["required"] = _(
            "Say what the picture shows, for people who cannot see it."
        )


def _of_the_web(typed: str) -> str:
    if typed and not typed.lower().startswith(WEB):
        raise ValidationError(_("An address begins with https:// or http://."))
    return typed
