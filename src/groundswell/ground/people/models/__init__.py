from .organisations import Organisation, Team
from .persons import Person
from .standing import Membership, Role
from .tokens import ApiToken

__all__ = ["ApiToken", "Membership", "Organisation", "Person", "Role", "Team"]
