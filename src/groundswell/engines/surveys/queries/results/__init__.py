"""Reads of what surveys found: who may read it, the page, comments, outcomes, files."""
