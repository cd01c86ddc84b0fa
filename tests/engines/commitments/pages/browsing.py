"""Short words for what every test of these pages does."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"commitments:{name}", args=args)


def text_of(response):
    return response.content.decode()
