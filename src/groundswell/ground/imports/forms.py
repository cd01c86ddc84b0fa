from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from .importers import Importer, fields_of, place_of
from .models import ImportRun


class UploadForm(Form):
    """One file. Its size is checked here, before a byte of it is read; all else by the reader."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("CSV or an Excel workbook (.xlsx). Nothing is changed yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        most = settings.IMPORT_MOST_BYTES
        if file.size > most:
            raise forms.ValidationError(
                _("The file has %(size)s MB. The most is %(most)s MB: part it.")
                % {"size": f"{file.size / 1e6:,.0f}", "most": f"{most / 1e6:,.0f}"}
            )
        return file


class ColumnsForm(Form):
    """For each field of the importer, the column that holds it; the value is the column's place."""

    def __init__(self, *args: Any, importer: Importer, run: ImportRun, **kwargs: Any) -> None:
        kwargs.setdefault("initial", run.mapping)
        super().__init__(*args, **kwargs)
        columns = [(str(i), heading) for i, heading in enumerate(run.headings)]
        for field in fields_of(importer, place_of(run)):
            self.fields[field.code] = forms.ChoiceField(
                label=str(field.label),
                help_text=str(field.help),
                choices=[("", _("Not in the file")), *columns],
                required=field.required,
                error_messages={
                    "required": _("Choose the column that holds “%(field)s”.")
                    % {"field": field.label}
                },
            )

    @property
    def mapping(self) -> Mapping[str, int]:
        """The place of each chosen column. Ask only after `is_valid`."""
        return {code: int(place) for code, place in self.cleaned_data.items() if place}
