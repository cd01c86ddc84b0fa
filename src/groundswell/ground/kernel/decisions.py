"""The answer of a policy: yes, or no with the sentence that a person reads."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """The person may not do this, or not now; `str()` is the reason, fit for the page."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a step is allowed and, where it is not, why."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def or_refuse(self) -> None:
        """Do nothing where the step is allowed; raise Refused with the reason where it is not."""
        if self.reason:
            raise Refused(self.reason)


ALLOWED = Decision()
