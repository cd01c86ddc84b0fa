"""The content policy of every page, written once where it is always the same."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class PolicyMiddleware(CSPMiddleware):
    """As its parent, which puts the policy together anew for each page; most use no nonce."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        blank = super().process_response(HttpRequest(), HttpResponseBase())
        self._usual = blank.headers[HEADER]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_usual = HEADER not in response and not any(hasattr(response, name) for name in _OWN)
        if not is_usual or getattr(request, "_csp_nonce", None) is not None:
            return super().process_response(request, response)
        response.headers[HEADER] = self._usual
        late = CheckableLazyObject(self._csp_nonce_post_response)
        request.csp_nonce = late  # type: ignore[attr-defined]
        return response
