from .agenda import AgendaItem, Decision
from .gatherings import Gathering, Invitation
from .outside import Feed, Registration

__all__ = ["AgendaItem", "Decision", "Feed", "Gathering", "Invitation", "Registration"]
