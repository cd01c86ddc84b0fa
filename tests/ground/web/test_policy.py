"""The content policy is the same whether it was written before or is put together now."""

from typing import Any

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

from groundswell.ground.web.policy import PolicyMiddleware

HEADER = "Content-Security-Policy"


def policy(middleware: Any, *, with_nonce: bool = False, **own: Any) -> tuple[str | None, str]:
    request, nonce = HttpRequest(), ""
    middleware.process_request(request)
    if with_nonce:
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    response = HttpResponse()
    for name, value in own.items():
        setattr(response, name, value)
    found = middleware.process_response(request, response)
    if not with_nonce:
        with pytest.raises(Exception, match="csp_nonce"):
            str(request.csp_nonce)  # type: ignore[attr-defined]
    return found.headers.get(HEADER), nonce


@pytest.mark.parametrize("own", [{}, {"_csp_exempt": True}, {"_csp_update": {"img-src": ["x.y"]}}])
def test_the_policy_is_the_one_it_was(own: dict[str, Any]) -> None:
    usual, anew = (make(lambda _: HttpResponse()) for make in (PolicyMiddleware, CSPMiddleware))
    assert policy(usual, **own) == policy(anew, **own)


def test_a_nonce_that_a_page_uses_is_in_its_policy_alone() -> None:
    usual = PolicyMiddleware(lambda _: HttpResponse())
    with_nonce, nonce = policy(usual, with_nonce=True)
    assert with_nonce and f"'nonce-{nonce}'" in with_nonce
    assert nonce not in str(policy(usual)[0])
