from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.indexing import index_count
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey

MOST = 7


class TooManyIndexes(Rule):
    """More than 7 indexes.

    The entity has more than 7 indexes, those behind its primary and unique keys counted.

    Why it matters: every insert, and nearly every update of an indexed field, writes to all of them; each more takes
    disk and cache from the rest, lengthens VACUUM and keeps updates from staying on one page (HOT).

    What to do: drop those that another one covers or that no query uses (pg_stat_user_indexes shows which), and write
    down the reason for each that stays.

    Source: database architects' review checklists (5 to 7 unless justified); PostgreSQL manual, "Examining Index Usage"
    and "Heap-Only Tuples (HOT)".
    """

    code = "IDX-002"
    topic = Topic.INDEXES
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity in survey.entities:
            count = index_count(survey, entity)
            if count > MOST:
                yield self.finding(
                    survey,
                    entity,
                    f"{survey.name_of(entity)} has {count} indexes: every insert writes to all of them.",
                    f"Drop those that no query needs; keep at most {MOST}, each with its reason.",
                )
