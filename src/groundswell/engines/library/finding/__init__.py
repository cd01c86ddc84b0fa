"""How words are compared when somebody looks for something: spelling, and what is nearly the same."""
