"""Child processes that start with their parent and end with it, whichever way it ends."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import FrameType

SECONDS_TO_END = 20  # a worker may finish the task that it is in; then it is killed
_DIE_WITH_PARENT = 1  # Linux: PR_SET_PDEATHSIG


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (speaking to the person at the terminal)


class Family:
    """The children of this process.

    Usable as a context: leaving it, by whatever door, ends every child that still runs.
    """

    def __init__(self) -> None:
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches only this process."""
        self._children[name] = subprocess.Popen(
            command, env=environment, start_new_session=True, preexec_fn=end_with_parent
        )

    def wait(self, until: Callable[[], bool] = lambda: False) -> str | None:
        """Wait for `until`, a request to stop, or a child's end; the name of a child that ended."""
        while not (self.asked_to_stop or until()):
            ended = [n for n, child in self._children.items() if child.poll() is not None]
            if ended:
                return ended[0]
            time.sleep(0.1)
        return None

    def end(self) -> None:
        """Ask every child to end; kill what has not ended in time."""
        for child in self._children.values():
            child.terminate()
        last = time.monotonic() + SECONDS_TO_END
        for child in self._children.values():
            try:
                child.wait(max(0.0, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True


def end_with_parent() -> None:
    """Have Linux end this process when its parent is gone, even where that was killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
