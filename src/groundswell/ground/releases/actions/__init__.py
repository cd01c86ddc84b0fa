"""Every write to releases: a series begun, made stricter, locked; published, and asked more of."""

from .asking import ask
from .beginning import begin_series, lock_series, raise_threshold
from .ordering import order_answers, order_release
from .publishing import publish

__all__ = [
    "ask",
    "begin_series",
    "lock_series",
    "order_answers",
    "order_release",
    "publish",
    "raise_threshold",
]
