"""The staff list of one organisation, brought in by its administrator."""

from .importer import StaffImporter

__all__ = ["StaffImporter"]
