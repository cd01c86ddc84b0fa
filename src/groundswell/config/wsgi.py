import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise wants it, empty or not
application: Any = get_wsgi_application()
if not settings.DEMO:  # which looks first at who asks, whatever it is that they ask for
    from groundswell.ground.web.static_files import StaticFirst

    application = StaticFirst(application)
