"""A database as a design: the only reader of the catalog, for SQL import, live import and proof."""

from collections.abc import Callable, Collection, Iterable, Iterator

import psycopg

from designer.catalog.aggregates import read_aggregates
from designer.catalog.attached import read_policies, read_rules, read_triggers
from designer.catalog.checks import read_checks
from designer.catalog.collations import read_collations
from designer.catalog.comments import Comments
from designer.catalog.composites import read_composites, read_ranges
from designer.catalog.dependencies import with_dependencies
from designer.catalog.domains import read_domains
from designer.catalog.entities import read_entities
from designer.catalog.enums import read_enums
from designer.catalog.event_triggers import read_event_triggers
from designer.catalog.exclusions import read_exclusions
from designer.catalog.extensions import read_extensions
from designer.catalog.fields import read_fields
from designer.catalog.foreign_data import read_foreign_tables, read_servers, read_wrappers
from designer.catalog.identities import Identities
from designer.catalog.index_rows import index_rows, member_rows
from designer.catalog.indexes import read_indexes
from designer.catalog.keys import read_keys
from designer.catalog.operators import read_casts, read_operators
from designer.catalog.other_comments import read_other_comments
from designer.catalog.presence import Family, present_families
from designer.catalog.publications import read_publications
from designer.catalog.reading import Reading
from designer.catalog.relationships import read_relationships
from designer.catalog.routines import read_routines
from designer.catalog.schemas import read_schemas
from designer.catalog.sequences import read_sequences, sequence_rows
from designer.catalog.settings import read_settings
from designer.catalog.snapshot import snapshot
from designer.catalog.statistics import read_statistics
from designer.catalog.text_search import read_configurations, read_dictionaries
from designer.catalog.views import read_views
from designer.model import TABLES, Design, Id, Object


def read(connection: psycopg.Connection, *, omit: Collection[tuple[str, str]] = ()) -> Design:
    """The design of a database (PostgreSQL 15 to 18), read in one transaction that changes nothing.

    omit: tables to leave out with all that is theirs, as (schema, name). Ids are derived from kinds and qualified
    names, so that two readings of one database are equal.
    Of what PostgreSQL copies by itself from a partitioned table to its partitions, fields and checks are `inherited`,
    keys and indexes are the partition's own, foreign keys and triggers the parent's alone.
    Left out: what extensions bring; grants, owners, tablespaces and user mappings; subscriptions; base types, operator
    classes and families, languages, conversions, transforms, access methods and text search parsers.
    Raises psycopg.Error where the connection breaks or the role may not read the catalog.
    """
    with snapshot(connection) as rows:
        reading = Reading(rows, Identities(), Comments(rows))
        objects = list(_objects(reading, omit))
        objects += read_other_comments(reading, objects)
        return _design(with_dependencies(reading, objects))


def _design(objects: Iterable[Object]) -> Design:
    tables: dict[str, dict[Id, Object]] = {}
    for each in objects:
        tables.setdefault(TABLES[type(each)], {})[each.id] = each
    return Design(**tables)  # type: ignore[arg-type]


def _objects(reading: Reading, omit: Collection[tuple[str, str]]) -> Iterator[Object]:
    """In an order in which what an object refers to is known before it."""
    yield from read_schemas(reading)
    present = present_families(reading.snapshot)
    yield from _read(reading, _BEFORE_TABLES, present)
    yield from read_entities(reading, omit)
    sequences = sequence_rows(reading)
    yield from read_fields(reading, sequences)
    yield from read_sequences(sequences, reading)
    indexes = index_rows(reading)
    members = member_rows(reading)
    yield from read_keys(reading, indexes)
    yield from read_indexes(reading, indexes, members)
    if Family.EXCLUSIONS in present:
        yield from read_exclusions(reading, indexes, members)
    yield from read_checks(reading)
    yield from read_relationships(reading)
    yield from _read(reading, _AFTER_TABLES, present)
    yield from read_settings(reading, indexes, members)


type _Reader = Callable[[Reading], Iterable[Object]]

_BEFORE_TABLES: tuple[tuple[Family, _Reader], ...] = (
    (Family.EXTENSIONS, read_extensions),
    (Family.COLLATIONS, read_collations),
    (Family.ENUMS, read_enums),
    (Family.RANGES, read_ranges),
    (Family.COMPOSITES, read_composites),
    (Family.DOMAINS, read_domains),
    (Family.ROUTINES, read_routines),
    (Family.AGGREGATES, read_aggregates),
    (Family.OPERATORS, read_operators),
    (Family.CASTS, read_casts),
    (Family.DICTIONARIES, read_dictionaries),
    (Family.CONFIGURATIONS, read_configurations),
)
_AFTER_TABLES: tuple[tuple[Family, _Reader], ...] = (
    (Family.VIEWS, read_views),
    (Family.WRAPPERS, read_wrappers),
    (Family.SERVERS, read_servers),
    (Family.FOREIGN_TABLES, read_foreign_tables),
    (Family.TRIGGERS, read_triggers),
    (Family.RULES, read_rules),
    (Family.POLICIES, read_policies),
    (Family.STATISTICS, read_statistics),
    (Family.EVENT_TRIGGERS, read_event_triggers),
    (Family.PUBLICATIONS, read_publications),
)


def _read(
    reading: Reading, readers: tuple[tuple[Family, _Reader], ...], present: frozenset[Family]
) -> Iterator[Object]:
    for family, reader in readers:
        if family in present:
            yield from reader(reading)
