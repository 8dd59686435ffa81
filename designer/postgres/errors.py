"""What this package says where it cannot give a database."""


class ScratchUnavailable(Exception):
    """No scratch PostgreSQL can be had here; str() is a sentence for the user, with what to do."""
