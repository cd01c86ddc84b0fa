"""What has to happen by the clock: what is due each minute, and what is put away once a day."""

import datetime as dt
import logging
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from ...clock import day_of
from ...registries import each_day, each_minute
from ...registry import Registry

Chores = Registry[Callable[[dt.datetime], Any]]
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send what is due and put away what is not kept. Each may run at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every",
            type=int,
            default=0,
            metavar="SECONDS",
            help="go on, with this pause between; what is for once a day runs once a day",
        )

    def handle(self, *args: Any, every: int, **options: Any) -> None:
        if not every:
            self.do(each_minute)
            self.do(each_day)
            return
        done_on: dt.date | None = None
        while True:
            close_old_connections()
            self.do(each_minute)
            today = day_of(timezone.now())
            if today != done_on and self.do(each_day):
                done_on = today
            time.sleep(every)

    def do(self, chores: Chores) -> bool:
        """Do them all and say whether all were done. What fails holds up none of the others."""
        done = [self._is_done(name, chore) for name, chore in chores.items()]
        return all(done)

    def _is_done(self, name: str, chore: Callable[[dt.datetime], Any]) -> bool:
        try:
            chore(timezone.now())
        except DatabaseError as error:  # away for a while: no news, and no end of the loop
            self.stderr.write(f"{name}: not done, will try again: {type(error).__name__}")
        except Exception:
            log.exception("%s: not done, will try again", name)
        else:
            return True
        return False
