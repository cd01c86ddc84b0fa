"""What results show of themselves in other rooms; called once, when the app starts."""

from django.utils.translation import gettext_lazy as _

from groundswell.ground.documents.kinds import documents
from groundswell.ground.imports.importers import importers
from groundswell.ground.kernel import registries
from groundswell.ground.kernel.tasks import tasks as named
from groundswell.ground.messages.kinds import Kind, add_kinds
from groundswell.ground.releases.kinds import sources

from ..importing import AnswerImporter
from ..kinds import OUTCOME_KIND, RESULT_KIND, Told
from . import documents as papers
from . import tasks, thread
from .sentences import SENTENCES
from .source import KIND, SOURCE


def register() -> None:
    sources.add(KIND, SOURCE)
    registries.thread_kinds.add(RESULT_KIND, thread.RESULT)
    registries.thread_kinds.add(OUTCOME_KIND, thread.OUTCOME)
    documents.add("survey-results", papers.RESULTS)
    importers.add("answers", AnswerImporter())
    named.add("surveys.tell_readers", tasks.tell_readers)
    for name, words in SENTENCES.items():
        registries.audit_sentences.add(name, words)
    add_kinds(
        Kind(
            Told.RESULTS,
            _("Results of surveys"),
            _("The results of a survey that you were asked in are out."),
        )
    )
