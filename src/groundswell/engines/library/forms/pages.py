"""What editors say of pages: looked at before Wagtail keeps it, each fault beside its field."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from .. import media, policies, queries

GOING_OUT = ("publish", "submit", "restart-workflow")  # presses, as Wagtail calls them


class ItemForm(WagtailAdminPageForm):
    """Every kind of page."""

    def clean_audience(self) -> str:
        """Nobody would read what is for the people of an organisation where there is none."""
        audience: str = self.cleaned_data["audience"]
        shelf = self.parent_page or self.instance.get_parent()
        may = policies.has_readers(audience, shelf.specific.organisation_id)
        if not may:
            raise ValidationError(may.reason)
        return audience


class ItemCopyForm(CopyForm):
    """A copy is a page of its own, for readers who may have it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)  # the same page twice would be one thing at two addresses

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        shelf = cleaned.get("new_parent_page")
        if shelf and not (may := queries.may_go_to([self.page], shelf)):
            self.add_error("new_parent_page", may.reason)
        return cleaned


class VideoForm(ItemForm):
    """A film and its captions are what they are, whatever they are called.

    A draft may lack words; what goes out, or stands before a reviewer, has them all.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._goes_out():
            for name, asked in (
                ("captions", policies.caption_film),
                ("transcript", policies.transcribe_film),
            ):
                may = asked(cleaned.get("film"), cleaned.get(name))
                if name in cleaned and not may:
                    self.add_error(name, may.reason)
        return cleaned

    def _goes_out(self) -> bool:
        """A page under review as well: its approval asks no form."""
        if any(self.data.get(f"action-{press}") for press in GOING_OUT):
            return True
        is_returned = self.data.get("workflow-action-name") == "reject"
        is_taken_back = bool(self.data.get("action-cancel-workflow"))
        return self.instance.workflow_in_progress and not (is_returned or is_taken_back)

    def clean_film(self) -> Any:
        sent = self.cleaned_data["film"]
        if isinstance(sent, UploadedFile):
            _not_above(sent, settings.LIBRARY_FILM_MOST_BYTES)
            if not _is_now_called(sent, media.FILMS):
                raise ValidationError(
                    _("This is no film that browsers play. Send an MP4 or a WebM file.")
                )
        return sent

    def clean_captions(self) -> Any:
        sent = self.cleaned_data["captions"]
        if isinstance(sent, UploadedFile):
            _not_above(sent, settings.LIBRARY_CAPTIONS_MOST_BYTES)
            if not (_is_now_called(sent, (media.CAPTIONS,)) and _is_text(sent)):
                raise ValidationError(
                    _("These are no captions: a WebVTT file is text that begins with WEBVTT.")
                )
        return sent


def _not_above(sent: UploadedFile, most: int) -> None:
    size = sent.size or 0
    if size > most:
        words = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise ValidationError(_("This file has %(size)s; %(most)s is the most.") % words)


def _is_now_called(sent: UploadedFile, kinds: tuple[str, ...]) -> bool:
    """Whether it is one of these; then its name says so, and nobody can guess it."""
    sent.seek(0)
    kind = media.kind_of(sent.read(media.HEAD))
    sent.seek(0)
    if kind in kinds:
        sent.name = f"{uuid4()}.{media.ENDINGS[kind]}"
    return kind in kinds


def _is_text(sent: UploadedFile) -> bool:
    try:
        sent.read().decode()
    except UnicodeDecodeError:
        return False
    finally:
        sent.seek(0)
    return True
