"""The program does not start where it could not keep the keys of answers."""

from typing import Any

from django.core.checks import CheckMessage, Error

from groundswell.ground.kernel.errors import Unusable

from . import keys


def keys_can_be_kept(app_configs: Any, **_: Any) -> list[CheckMessage]:
    try:
        keys.folder()
    except Unusable as fault:
        return [Error(str(fault), id="groundswell.E002")]
    return []
