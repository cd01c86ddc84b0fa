"""The one address of ballots: a browser asks for the signature of what it has hidden."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

from . import actions, slips


@public
@require_POST
def sign_blinded(request: HttpRequest) -> HttpResponse:
    """The signature, or the sentence that the page shows in its place."""
    blinded = slips.decoded(request.POST.get("blinded", "")) or b""
    try:
        signature = actions.sign_blinded(
            token=request.POST.get("token", ""), blinded=blinded, at=timezone.now()
        )
    except Http404:
        sentence = _("Your link may be cut short: open it from the mail again, or copy all of it.")
        return JsonResponse({"sentence": sentence}, status=404)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    except Unusable as unusable:
        return JsonResponse({"sentence": str(unusable)}, status=422)
    return JsonResponse({"signature": slips.encoded(signature)})
