"""Files about people and organisations: the staff list, and the national list of organisations."""


def register() -> None:
    """Add the importers of this room. Called once, when the app is ready."""
    from groundswell.ground.imports.importers import actor_loaders, importers
    from groundswell.ground.kernel.tasks import tasks

    from ..standing import actor_for
    from . import tasks as work
    from .ods import OrganisationsImporter
    from .staff import StaffImporter

    tasks.add("people.show_people", work.show_people)
    actor_loaders.add("person", actor_for)
    importers.add(StaffImporter.code, StaffImporter())
    importers.add(OrganisationsImporter.code, OrganisationsImporter())
