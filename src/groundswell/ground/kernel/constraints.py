"""Constraints that many tables share."""

from django.db.models import CheckConstraint, F, Q


def both_or_neither(a: str, b: str) -> CheckConstraint:
    """Two columns that are filled in together, such as who did a thing and when."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{a}_with_{b}",
        condition=Q(**{f"{a}__isnull": True, f"{b}__isnull": True})
        | Q(**{f"{a}__isnull": False, f"{b}__isnull": False}),
    )


def in_order(first: str, last: str) -> CheckConstraint:
    """Two dates or times of which the second, where there is one, is not before the first."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{first}_to_{last}",
        condition=Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
    )


def one_of(column: str, codes: list[str]) -> CheckConstraint:
    """A column that holds one of the codes given, and nothing else."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{column}_known", condition=Q(**{f"{column}__in": codes})
    )


def web_address(column: str) -> CheckConstraint:
    """A column that is empty or an address of the web: what is followed never runs."""
    begins = Q(**{f"{column}__istartswith": "https://"}) | Q(**{
        f"{column}__istartswith": "http://"
    })
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{column}_of_the_web", condition=Q(**{column: ""}) | begins
    )
