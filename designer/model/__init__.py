"""Frozen values: a design is a value, and every other package is a function of designs."""

from designer.model.annotations import AccessPattern, Area, Note
from designer.model.conventions import CONVENTIONS_ID, Conventions, KeyStyle, Loading, TableNames, UpdatedAt
from designer.model.design import EMPTY, PUBLIC, TABLES, Design, Object, by_name, by_rank
from designer.model.document import DocumentError, decode, encode
from designer.model.entity import Entity, Field, Generated, GeneratedKind, Identity, Schema, SequenceOptions
from designer.model.expression import ExpressionError
from designer.model.identity import Id, derived_id, new_id
from designer.model.index import Index, IndexMember
from designer.model.invariants import problems
from designer.model.keys import Check, Exclusion, KeyMember, PrimaryKey, Unique
from designer.model.names import MAX_NAME_BYTES, literal, name_fault, quote
from designer.model.problem import InvalidDesign, Problem
from designer.model.rank import Rank, rank_between, ranks
from designer.model.references import REFERENCES, dangling, references, referrers, reidentified
from designer.model.relationship import Action, Relationship, RelationshipMember
from designer.model.sql_object import SqlKind, SqlObject
from designer.model.type_text import TypeFault, parse_type, short_type, type_text
from designer.model.types import DataType, TypeName, TypeRef
from designer.model.user_types import Domain, EnumType, EnumValue, Sequence

__all__ = [
    "CONVENTIONS_ID",
    "EMPTY",
    "MAX_NAME_BYTES",
    "PUBLIC",
    "REFERENCES",
    "TABLES",
    "AccessPattern",
    "Action",
    "Area",
    "Check",
    "Conventions",
    "DataType",
    "Design",
    "DocumentError",
    "Domain",
    "Entity",
    "EnumType",
    "EnumValue",
    "Exclusion",
    "ExpressionError",
    "Field",
    "Generated",
    "GeneratedKind",
    "Id",
    "Identity",
    "Index",
    "IndexMember",
    "InvalidDesign",
    "KeyMember",
    "KeyStyle",
    "Loading",
    "Note",
    "Object",
    "PrimaryKey",
    "Problem",
    "Rank",
    "Relationship",
    "RelationshipMember",
    "Schema",
    "Sequence",
    "SequenceOptions",
    "SqlKind",
    "SqlObject",
    "TableNames",
    "TypeFault",
    "TypeName",
    "TypeRef",
    "Unique",
    "UpdatedAt",
    "by_name",
    "by_rank",
    "dangling",
    "decode",
    "derived_id",
    "encode",
    "literal",
    "name_fault",
    "new_id",
    "parse_type",
    "problems",
    "quote",
    "rank_between",
    "ranks",
    "references",
    "referrers",
    "reidentified",
    "short_type",
    "type_text",
]
