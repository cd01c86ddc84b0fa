"""The national list of organisations, brought in by a system administrator."""

from .importer import OrganisationsImporter

__all__ = ["OrganisationsImporter"]
