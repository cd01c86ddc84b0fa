"""What stands between a draft and the people it asks: one finding, for its page and its launch."""

import datetime as dt

from .audience import Audience
from .definition.checking import faults_of
from .definition.reading import from_json
from .models import Survey
from .policies.fielding import Readiness


def readiness_of(survey: Survey, asked: Audience, today: dt.date) -> Readiness:
    """What `policies.is_ready` decides by; `asked` is the audience as it is today."""
    flaws = faults_of(from_json(survey.definition))
    return Readiness(
        flaw=flaws[0].sentence if flaws else "",
        n_asked=asked.n,
        n_by_doorways=sum(one.quota for one in survey.doorways.all()),
        today=today,
    )
