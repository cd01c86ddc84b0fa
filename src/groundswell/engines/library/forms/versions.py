"""What was typed stays where somebody else, or another window, was faster."""

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.forms import Form

from ..actions.locking import Overtaken


class VersionedForm(Form):
    """A form with a hidden `version`. What is sent next knows of what was written meanwhile."""

    theirs = ""  # how it stands now, where it was changed meanwhile

    def refuse(self, unusable: Unusable) -> None:
        super().refuse(unusable)
        if isinstance(unusable, Overtaken):
            self.theirs = unusable.theirs
            typed = {name: self.data.get(name, "") for name in self.data}
            self.data = {**typed, "version": str(unusable.version)}
