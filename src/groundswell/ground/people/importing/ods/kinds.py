"""From the national role of an organisation to the kind that we know it as."""

from groundswell.ground.imports.guessing import folded

from ...kinds import OrganisationKind

# The role identifiers of the national register. RO198, a trust's site, is part of an organisation
# and none itself; RO157, any body outside the NHS, does not say which kind. Both are left out here.
ROLES = {
    "RO197": OrganisationKind.TRUST,
    "RO57": OrganisationKind.TRUST,  # foundation trust
    "RO107": OrganisationKind.TRUST,  # care trust
    "RO318": OrganisationKind.ICB,
    "RO261": OrganisationKind.ICB,  # strategic partnership, the first role of a board
    "RO141": OrganisationKind.COUNCIL,
    "RO272": OrganisationKind.PRIMARY_CARE,  # network
    "RO76": OrganisationKind.PRIMARY_CARE,  # practice
    "RO177": OrganisationKind.PRIMARY_CARE,  # prescribing cost centre
    "RO172": OrganisationKind.COMPANY,  # independent provider
}
_WORDS = {
    OrganisationKind.TRUST: ("NHS trust", "Trust", "Foundation trust", "NHS foundation trust",
                             "Care trust", "NHS care trust"),
    OrganisationKind.ICB: ("ICB", "Integrated care board", "Strategic partnership"),
    OrganisationKind.PRIMARY_CARE: ("GP practice", "GP", "Primary care network", "PCN",
                                    "Prescribing cost centre", "General practice"),
    OrganisationKind.COUNCIL: ("Local authority", "Council"),
    OrganisationKind.COMPANY: ("Independent provider", "Independent sector provider"),
    OrganisationKind.CHARITY: ("Charity", "Voluntary organisation"),
}  # fmt: skip
_KNOWN = {folded(word): kind for kind, names in _WORDS.items() for word in names}
_KNOWN |= {folded(code): kind for code, kind in ROLES.items()}
_KNOWN |= {folded(kind.value): kind for kind in OrganisationKind}
_KNOWN |= {folded(str(kind.label)): kind for kind in OrganisationKind}


def kind_in(text: str) -> str | None:
    """The kind that a role or a word names, or None. Of several roles the first that is known.

    >>> kind_in("RO197"), kind_in("GP PRACTICE"), kind_in("RO198;RO57"), kind_in("Ship")
    ('trust', 'primary_care', 'trust', None)
    """
    for part in (text, *text.replace("|", ";").replace(",", ";").split(";")):
        if kind := _KNOWN.get(folded(part)):
            return str(kind.value)
    return None
