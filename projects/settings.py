"""Settings."""
SECRET_KEY = "x"  # noqa: S105
INSTALLED_APPS = []
