"""A scratch PostgreSQL: an embedded server shared by all processes of a user, and throwaway databases on it."""

from designer.postgres.errors import ScratchUnavailable
from designer.postgres.limits import Limits
from designer.postgres.scratch import ScratchDatabase, scratch_database
from designer.postgres.server import Server, server

__all__ = ["Limits", "ScratchDatabase", "ScratchUnavailable", "Server", "scratch_database", "server"]
