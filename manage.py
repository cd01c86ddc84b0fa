"""Django's own commands. What people use every day stands in the Makefile."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
execute_from_command_line(sys.argv)
