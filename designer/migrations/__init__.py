"""The way from one design to another: ordered steps with their locks and costs, as an Alembic revision."""

from designer.migrations.environment import VERSIONS, environment
from designer.migrations.plan import Plan, plan
from designer.migrations.revision import formatted, revision, revision_file_name
from designer.migrations.step import Cost, Hazard, Lock, Step, Unplannable

__all__ = [
    "VERSIONS",
    "Cost",
    "Hazard",
    "Lock",
    "Plan",
    "Step",
    "Unplannable",
    "environment",
    "formatted",
    "plan",
    "revision",
    "revision_file_name",
]
