"""Short words for what every test of these pages does."""

import datetime as dt

from django.urls import reverse
from tests.engines.measures.making import FIRST_WEEK, SHIFTED

NEXT = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED))


def url(name, *args):
    return reverse(f"measures:{name}", args=args)


def text_of(response):
    return response.content.decode()
