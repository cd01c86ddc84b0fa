"""Numbers from files: one measure or many, of one organisation or of hundreds."""

from .importer import ObservationImporter

__all__ = ["ObservationImporter"]
