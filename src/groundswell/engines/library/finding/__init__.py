"""How words are compared when somebody looks for something, and what was asked."""
