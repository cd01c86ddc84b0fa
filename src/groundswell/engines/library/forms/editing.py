"""What editors type about works and pictures: looked at before Wagtail keeps it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from groundswell.ground.web import words

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


class PictureField(WagtailImageField):
    """A picture is refused by the size that it states: Wagtail unpacks it all to ask for that."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            if _points_of(f) > self.max_image_pixels:
                raise Image.DecompressionBombError
            super().check_image_pixel_size(f)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            most = {"most": words.number(self.max_image_pixels)}
            raise ValidationError(
                _(
                    "This picture has more than %(most)s points, which is the most."
                    " Make it smaller, and send it again."
                )
                % most
            ) from bomb
        except OSError as unreadable:  # it begins like a picture, and is none
            raise ValidationError(self.error_messages["invalid_image"]) from unreadable


def _points_of(sent: Any) -> int:
    """In all its frames together."""
    with Image.open(sent) as picture:
        width, height = picture.size
        points = width * height * getattr(picture, "n_frames", 1)
    sent.seek(0)
    return points


class PictureForm(BaseImageForm):
    """A picture says what it shows: who cannot see it is told that instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )
        field = self.fields["description"]
        field.required = True
        field.error_messages["required"] = _(
            "Say what the picture shows, for people who cannot see it."
        )


def _of_the_web(typed: str) -> str:
    if typed and not typed.lower().startswith(WEB):
        raise ValidationError(_("An address begins with https:// or http://."))
    return typed
