import pytest

from groundswell.ground.people.importing.bands import band_in
from groundswell.ground.people.importing.ods.kinds import kind_in


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("8a", "8a"), ("Band 8A", "8a"), ("AfC Band 7", "7"), ("band8c", "8c"), ("9", "9"),
        ("XR08", "8a"), ("XR12", "9"), ("XR01", "1"), ("XR20", None),
        ("NHS|XR09|Review Body Band 8 - Range B", "8b"), ("Review Body Band 8 - Range D", "8d"),
        ("8", None), ("10", None), ("Band 5a", None), ("Medical", "medical"),
        ("Consultant (medical)", "medical"), ("VSM", "vsm"), ("Other", "other"), ("Ship", None),
    ],
)  # fmt: skip
def test_a_band_is_read_as_lists_write_it(text: str, band: str | None) -> None:
    assert band_in(text) == band


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RO197", "trust"), ("ro57", "trust"), ("RO318", "icb"), ("RO141", "council"),
        ("RO272", "primary_care"), ("RO177", "primary_care"), ("RO198", None), ("RO157", None),
        ("Charity or community group", "charity"), ("police", "police"),
        ("RO198,RO76", "primary_care"),
    ],
)  # fmt: skip
def test_a_kind_is_read_from_a_role_or_a_word(text: str, kind: str | None) -> None:
    assert kind_in(text) == kind
