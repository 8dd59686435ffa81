"""Which of the rarer families a database has at all: one cheap query instead of a planned join for each."""

from enum import StrEnum

from designer.catalog.snapshot import Snapshot


class Family(StrEnum):
    """Families of objects that many databases have none of."""

    EXTENSIONS = "extensions"
    COLLATIONS = "collations"
    ENUMS = "enums"
    RANGES = "ranges"
    COMPOSITES = "composites"
    DOMAINS = "domains"
    ROUTINES = "routines"
    AGGREGATES = "aggregates"
    OPERATORS = "operators"
    CASTS = "casts"
    DICTIONARIES = "dictionaries"
    CONFIGURATIONS = "configurations"
    VIEWS = "views"
    WRAPPERS = "wrappers"
    SERVERS = "servers"
    FOREIGN_TABLES = "foreign tables"
    TRIGGERS = "triggers"
    RULES = "rules"
    POLICIES = "policies"
    STATISTICS = "statistics"
    EVENT_TRIGGERS = "event triggers"
    PUBLICATIONS = "publications"
    EXCLUSIONS = "exclusions"


# Objects below oid 16384 are PostgreSQL's own. A family with members of extensions alone counts as present.
_PRESENT = """
SELECT family FROM (VALUES
  ('extensions', EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql')),
  ('collations', EXISTS (SELECT FROM pg_collation WHERE oid >= 16384)),
  ('enums', EXISTS (SELECT FROM pg_type WHERE typtype = 'e' AND oid >= 16384)),
  ('ranges', EXISTS (SELECT FROM pg_range WHERE rngtypid >= 16384)),
  ('composites', EXISTS (SELECT FROM pg_class WHERE relkind = 'c' AND oid >= 16384)),
  ('domains', EXISTS (SELECT FROM pg_type WHERE typtype = 'd' AND oid >= 16384)),
  ('routines', EXISTS (SELECT FROM pg_proc WHERE prokind <> 'a' AND oid >= 16384)),
  ('aggregates', EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid >= 16384)),
  ('operators', EXISTS (SELECT FROM pg_operator WHERE oid >= 16384)),
  ('casts', EXISTS (SELECT FROM pg_cast WHERE oid >= 16384)),
  ('dictionaries', EXISTS (SELECT FROM pg_ts_dict WHERE oid >= 16384)),
  ('configurations', EXISTS (SELECT FROM pg_ts_config WHERE oid >= 16384)),
  ('views', EXISTS (SELECT FROM pg_class WHERE relkind IN ('v', 'm') AND oid >= 16384)),
  ('wrappers', EXISTS (SELECT FROM pg_foreign_data_wrapper)),
  ('servers', EXISTS (SELECT FROM pg_foreign_server)),
  ('foreign tables', EXISTS (SELECT FROM pg_foreign_table)),
  ('triggers', EXISTS (SELECT FROM pg_trigger WHERE NOT tgisinternal)),
  ('rules', EXISTS (SELECT FROM pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384)),
  ('policies', EXISTS (SELECT FROM pg_policy)),
  ('statistics', EXISTS (SELECT FROM pg_statistic_ext)),
  ('event triggers', EXISTS (SELECT FROM pg_event_trigger)),
  ('publications', EXISTS (SELECT FROM pg_publication)),
  ('exclusions', EXISTS (SELECT FROM pg_constraint WHERE contype = 'x'))
) AS families(family, present)
WHERE present
"""


def present_families(snapshot: Snapshot) -> frozenset[Family]:
    return frozenset(snapshot.rows(Family, _PRESENT))
