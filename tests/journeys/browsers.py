"""Which browser journeys are driven with: the machine's own."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path_of_browser() -> str | None:
    """Where the browser is: CHROMIUM says, or the first one that the machine has."""
    named = os.environ.get("CHROMIUM")
    if named and shutil.which(named):
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)
