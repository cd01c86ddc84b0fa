from groundswell.ground.kernel import keys
from groundswell.ground.kernel.keys import rising_key


def test_keys_sort_as_they_were_made_and_never_meet():
    made = [rising_key() for _ in range(5_000)]
    assert made == sorted(made)
    assert [k.hex for k in made] == sorted(k.hex for k in made)  # as SQLite keeps them
    assert len(set(made)) == len(made)
    assert {(k.version, k.variant) for k in made} == {(7, "specified in RFC 4122")}


def test_keys_rise_though_the_clock_stands_still_or_is_set_back(monkeypatch):
    now = rising_key().int >> 80  # in milliseconds
    for moment in (now + 60_000, now + 60_000, now - 3_600_000):
        before = rising_key()
        monkeypatch.setattr(keys.time, "time_ns", lambda moment=moment: moment * 1_000_000)
        assert rising_key() > before


def test_key_tells_when_it_was_made(monkeypatch):
    later = (rising_key().int >> 80) + 3_600_000
    monkeypatch.setattr(keys.time, "time_ns", lambda: later * 1_000_000)
    assert rising_key().int >> 80 == later
    monkeypatch.setattr(keys, "_last", 0)
