"""Forms of challenges: they parse and validate; saving is for actions."""
