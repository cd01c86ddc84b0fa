"""Pages of the room: each parses, calls one action or query, and renders or redirects."""
