#!/usr/bin/env python
"""The web application's commands: `uv run manage.py demo` starts it with nothing else installed."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "projects.settings")
    execute_from_command_line(sys.argv)
