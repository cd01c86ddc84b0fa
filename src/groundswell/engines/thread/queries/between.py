"""The link between two things that a room knows, for the action that takes it away."""

from groundswell.ground.kernel.references import Ref

from ..models import Link


def link_between(source: Ref, type: str, target: Ref) -> Link | None:  # noqa: A002
    """The link that holds now, or None."""
    return Link.objects.filter(
        source_kind=source.kind,
        source_id=source.id,
        type=type,
        target_kind=target.kind,
        target_id=target.id,
        removed_at=None,
    ).first()
