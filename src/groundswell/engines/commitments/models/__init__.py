from .changes import Handing, Move, Reopening, Wording
from .commitments import Commitment

__all__ = ["Commitment", "Handing", "Move", "Reopening", "Wording"]
