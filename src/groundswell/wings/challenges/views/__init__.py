"""Pages of challenges: parse, one call, answer."""
