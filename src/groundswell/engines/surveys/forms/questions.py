"""Forms for one page, one question, one condition, one score; and for words in a language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form, NumberField

from ..definition import (
    MOST_LETTERS,
    Condition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
    Words,
    is_good_id,
    kind_words,
    said_in,
)
from ..definition.editing import fresh_id

Choices = list[tuple[str, str]]
_NUMBERED = re.compile(r"(-?\d{1,3})\s*=\s*(.*)")
_LINES = {"rows": 6, "spellcheck": "true"}


def _said(words: Words, language: str, text: str) -> Words:
    """The sentence with this text in the language; without any, nothing is said in it.

    Where it says something else than before, what it was called in other languages is no longer
    right, and goes: the page of that language asks for it anew.
    """
    if not text:
        return {}
    is_same = _bare(words.get(language, "")) == _bare(text)
    others = {code: words[code] for code in words if code != language} if is_same else {}
    return {language: text, **others}


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


class PageForm(Form):
    title = forms.CharField(label=gettext_lazy("Heading"), required=False)
    intro = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        help_text=gettext_lazy("Such as “Think of the last four weeks.”"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def page(self, before: Page, language: str) -> Page:
        given = self.cleaned_data
        return replace(
            before,
            title=_said(before.title, language, given["title"]),
            intro=_said(before.intro, language, given["intro"]),
        )


class QuestionForm(Form):
    label = forms.CharField(
        label=gettext_lazy("Question or statement"), widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How is it answered?"),
        choices=lambda: [(str(kind), kind_words(kind)) for kind in Kind],
        widget=forms.RadioSelect,
        initial=Kind.SCALE,
    )
    answers = forms.ChoiceField(label=gettext_lazy("Answers to choose from"), required=False)
    options = forms.CharField(
        label=gettext_lazy("Your own answers, one a line"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "A number in front says what an answer counts, such as “0 = Never”. Without, we count"
            " from 1."
        ),
        widget=forms.Textarea(attrs=_LINES),
    )
    hint = forms.CharField(label=gettext_lazy("Hint"), required=False)
    is_required = forms.BooleanField(label=gettext_lazy("An answer is needed"), required=False)
    allows_na = forms.BooleanField(
        label=gettext_lazy("People can choose “I can’t say”"), required=False
    )
    is_sensitive = forms.BooleanField(
        label=gettext_lazy("It is sensitive"),
        required=False,
        help_text=gettext_lazy("An answer is shown only where more people than usual gave it."),
    )
    most_letters = NumberField(
        label=gettext_lazy("Most characters of an answer in words"),
        whole=True,
        lowest=1,
        highest=MOST_LETTERS,
        required=False,
        initial=MOST_LETTERS,
    )
    short = forms.CharField(
        label=gettext_lazy("Short name"),
        required=False,
        help_text=gettext_lazy(
            "For files and for comparing rounds: keep it the same from one round to the next. We"
            " make one where you leave it empty."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "width": "20"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        question: Question | None,
        language: str,
        taken: set[str],
        sets: Mapping[str, Sequence[Option]],
        set_choices: Choices,
        **kwargs: Any,
    ) -> None:
        initial = {**_initial_of(question, language), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self._question, self._language, self._sets = question, language, sets
        self._taken = taken - {question.id if question else ""}
        own = ("", _("Those that stand below"))
        self.fields["answers"].choices = [own, *set_choices]  # type: ignore[attr-defined]

    def clean_short(self) -> str:
        short = self.cleaned_data["short"].strip()
        if short and not is_good_id(short):
            raise ValidationError(
                _("Use small letters, digits and _ only, a letter first, such as “clear_roles”.")
            )
        if short in self._taken:
            raise ValidationError(_("Another question or score has this short name."))
        return short

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") not in {None, Kind.TEXT} and "options" not in self.errors:
            self._read_options(given)
        return given

    def _read_options(self, given: dict[str, Any]) -> None:
        chosen = self._sets.get(given.get("answers") or "")
        if chosen is not None:
            given["read"] = tuple(chosen)
            return
        try:
            given["read"] = tuple(self._options(given.get("options") or ""))
        except ValidationError as fault:
            self.add_error("options", fault)
            return
        if len(given["read"]) < (1 if given["kind"] == Kind.SEVERAL else 2):
            self.add_error("options", _("Give at least two answers, one a line."))

    def _options(self, text: str) -> Iterator[Option]:
        present = {o.code: o.label for o in (self._question.options if self._question else ())}
        codes: set[int] = set()
        for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
            numbered = _NUMBERED.fullmatch(line)
            code = int(numbered[1]) if numbered else max(codes, default=0) + 1
            label = numbered[2] if numbered else line
            if not 0 <= code <= 126 or code in codes:
                raise ValidationError(
                    _("Give each answer a number of its own, from 0 to 126. Look at “%(line)s”.")
                    % {"line": line[:60]}
                )
            codes.add(code)
            yield Option(code, _said(present.get(code, {}), self._language, label))

    def question(self) -> Question:
        """The question as it was typed; what stands in other languages stays."""
        given, before = self.cleaned_data, self._question
        kind = Kind(given["kind"])
        label = _said(before.label if before else {}, self._language, given["label"])
        return Question(
            id=given["short"] or (before.id if before else self._fresh(given["label"])),
            kind=kind,
            label=label,
            options=() if kind == Kind.TEXT else given["read"],
            hint=_said(before.hint if before else {}, self._language, given["hint"]),
            is_required=given["is_required"],
            allows_na=given["allows_na"] and kind != Kind.TEXT,
            is_sensitive=given["is_sensitive"],
            most_letters=(given["most_letters"] or MOST_LETTERS)
            if kind == Kind.TEXT
            else MOST_LETTERS,
            shown_if=before.shown_if if before else (),
        )

    def _fresh(self, label: str) -> str:
        return fresh_id(label, self._taken)


def _initial_of(question: Question | None, language: str) -> dict[str, Any]:
    if question is None:
        return {}
    return {
        "label": said_in(question.label, language),
        "kind": str(question.kind),
        "options": "\n".join(f"{o.code} = {said_in(o.label, language)}" for o in question.options),
        "hint": said_in(question.hint, language),
        "is_required": question.is_required,
        "allows_na": question.allows_na,
        "is_sensitive": question.is_sensitive,
        "most_letters": question.most_letters,
        "short": question.id,
    }


class OnWhichForm(Form):
    """Which earlier question it depends on; the page then offers that question's answers."""

    on = forms.ChoiceField(label=gettext_lazy("It depends on the answer to"))

    def __init__(self, *args: Any, questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = questions  # type: ignore[attr-defined]


class ConditionForm(Form):
    way = forms.ChoiceField(
        label=gettext_lazy("Ask it"),
        choices=[
            ("is", gettext_lazy("only where it was answered with one of these")),
            ("not", gettext_lazy("unless it was answered with one of these")),
        ],
        widget=forms.RadioSelect,
        initial="is",
    )
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Answers"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, codes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = codes  # type: ignore[attr-defined]

    def condition(self, on: str) -> Condition:
        given = self.cleaned_data
        return Condition(on, frozenset(map(int, given["codes"])), given["way"] == "not")


class ScoreForm(Form):
    name = forms.CharField(label=gettext_lazy("Name"))
    questions = forms.MultipleChoiceField(
        label=gettext_lazy("It is the mean of"), widget=forms.CheckboxSelectMultiple
    )
    turned = forms.MultipleChoiceField(
        label=gettext_lazy("Turned around, because agreeing is bad news"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    least = NumberField(
        label=gettext_lazy("Fewest answers that make a score"),
        help_text=gettext_lazy("Empty means half of the questions."),
        whole=True,
        lowest=1,
        highest=200,
        required=False,
    )
    is_better_low = forms.BooleanField(label=gettext_lazy("Lower is better"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        scale: ScaleOf | None,
        language: str,
        questions: Choices,
        taken: set[str],
        **kwargs: Any,
    ) -> None:
        initial = {**_initial_of_score(scale, language), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self._scale, self._language, self._taken = scale, language, taken
        for name in ("questions", "turned"):
            self.fields[name].choices = questions  # type: ignore[attr-defined]

    def scale(self) -> ScaleOf:
        given, before = self.cleaned_data, self._scale
        return ScaleOf(
            code=before.code if before else fresh_id(given["name"], self._taken),
            name=_said(before.name if before else {}, self._language, given["name"]),
            questions=tuple(given["questions"]),
            reversed=frozenset(given["turned"]) & frozenset(given["questions"]),
            least=given["least"],
            is_better_high=not given["is_better_low"],
            adapter=before.adapter if before else "",
        )


def _initial_of_score(scale: ScaleOf | None, language: str) -> dict[str, Any]:
    if scale is None:
        return {}
    return {
        "name": said_in(scale.name, language),
        "questions": list(scale.questions),
        "turned": sorted(scale.reversed),
        "least": scale.least,
        "is_better_low": not scale.is_better_high,
    }
