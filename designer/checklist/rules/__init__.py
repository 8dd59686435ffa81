"""The rules, each in a file of its own."""

from designer.checklist.rule import Rule
from designer.checklist.rules.all_fields_nullable import AllFieldsNullable
from designer.checklist.rules.exposed_secret import ExposedSecret
from designer.checklist.rules.irregular_name import IrregularName
from designer.checklist.rules.loose_ownership import LooseOwnership
from designer.checklist.rules.mismatched_foreign_key_type import MismatchedForeignKeyType
from designer.checklist.rules.missing_primary_key import MissingPrimaryKey
from designer.checklist.rules.narrow_integer_key import NarrowIntegerKey
from designer.checklist.rules.non_unique_login import NonUniqueLogin
from designer.checklist.rules.stale_updated_at import StaleUpdatedAt
from designer.checklist.rules.too_many_indexes import TooManyIndexes
from designer.checklist.rules.undecided_deletion import UndecidedDeletion
from designer.checklist.rules.undeclared_relationship import UndeclaredRelationship
from designer.checklist.rules.unindexed_foreign_key import UnindexedForeignKey
from designer.checklist.rules.unreliable_timestamps import UnreliableTimestamps
from designer.checklist.rules.zoneless_timestamp import ZonelessTimestamp

# Worst first: what can lose data, correctness or a secret before what hurts later, conventions last.
RULES: tuple[type[Rule], ...] = (
    MissingPrimaryKey,
    MismatchedForeignKeyType,
    LooseOwnership,
    ExposedSecret,
    NonUniqueLogin,
    UnindexedForeignKey,
    UndecidedDeletion,
    UndeclaredRelationship,
    NarrowIntegerKey,
    ZonelessTimestamp,
    UnreliableTimestamps,
    StaleUpdatedAt,
    AllFieldsNullable,
    TooManyIndexes,
    IrregularName,
)
