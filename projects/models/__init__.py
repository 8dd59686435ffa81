"""What is stored: a project's head and journal, the long work around it, and reports."""

from projects.models.edit import Edit
from projects.models.job import Job
from projects.models.project import Project
from projects.models.report import ImportRecord, ProofRecord

__all__ = ["Edit", "ImportRecord", "Job", "Project", "ProofRecord"]
