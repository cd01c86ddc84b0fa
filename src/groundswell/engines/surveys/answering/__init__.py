"""The respondent's pages: asked without a session, drawn once a version, filled in for each."""
