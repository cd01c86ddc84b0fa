"""What became of mine: four words in, where it stands out. In the lane: nobody is known here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from groundswell.ground.ballots.queries import receipt_hash_of
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.form_pages import read_or_send
from groundswell.ground.web.shell import bare_shell

from ..queries.results.receipts import Mine, mine

_BUSY, _NOT_TAKEN = 503, 422
_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class MinePage:
    """The words are never written back into the page: somebody else may sit there next."""

    found: Mine | None
    fault: str = ""


@csrf_exempt
@public
@read_or_send
def what_became_of_mine(request: HttpRequest) -> HttpResponse:
    page, status = MinePage(None), 200
    if request.method == "POST":
        page, status = _looked_up(request.POST.get("words", "")[:200])
    template = engines["jinja2"].get_template("surveys/results/mine.html")
    html = template.render({"page": page, "shell": bare_shell()})
    response = HttpResponse(html, status=status, headers=_HEADERS)
    if status == _BUSY:
        response["Retry-After"] = "60"
    return response


def _looked_up(words: str) -> tuple[MinePage, int]:
    try:
        found = mine(receipt_hash_of(words), day_of(timezone.now()))
    except Unusable as unusable:
        return MinePage(None, str(unusable)), _NOT_TAKEN
    except Refused as refused:
        return MinePage(None, str(refused)), _BUSY
    if found is None:
        return MinePage(
            None,
            _(
                "Nothing is known by these words yet. Answers stay shut until the survey closes:"
                " look again afterwards."
            ),
        ), _NOT_TAKEN
    return MinePage(found), 200
