"""How the web server runs: `gunicorn -c .../config/gunicorn.py groundswell.config.wsgi`.

BIND, WEB_WORKERS and WEB_THREADS come from the environment; docs/guides/running.md says how many.
"""

import gc
import os
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "64"))
worker_class = "gthread"
loglevel = os.environ.get("LOG_LEVEL", "WARNING").lower()
control_socket_disable = True
graceful_timeout = 20  # seconds; an answer that was begun is finished
timeout = 60
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108


def on_starting(server: Any) -> None:
    """The demonstration lets anyone in as anyone: it never listens beyond this machine."""
    from django.conf import settings

    from groundswell.config.loopback import is_loopback

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    for address in server.cfg.address if settings.DEMO else []:
        if isinstance(address, tuple) and not is_loopback(address[0]):
            raise SystemExit(
                f"The demonstration listens on this machine only, and {address[0]} is not that: "
                "use 127.0.0.1."
            )


def post_worker_init(worker: Any) -> None:
    """What was loaded stays for good: to look through all of it for litter, again and again, takes
    a tenth of a second each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
