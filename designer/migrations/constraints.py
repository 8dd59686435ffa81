"""Constraints: inside create_table, added by themselves, dropped, commented on."""

from designer.migrations.definitions import (
    action,
    check_definition,
    delete_action,
    exclusion_definition,
    foreign_key_definition,
    key_definition,
)
from designer.migrations.python_code import Call, Code, call
from designer.migrations.spelling import comment_text, schema_argument, table_name
from designer.migrations.sql_code import condition, execute
from designer.model import Check, Design, Exclusion, Id, PrimaryKey, Relationship, Unique
from designer.model.names import identifier

type Constraint = PrimaryKey | Unique | Check | Exclusion | Relationship


def entity_of(constraint: Constraint) -> Id:
    """The entity it constrains (or the domain, a Check's)."""
    return constraint.owner if isinstance(constraint, Check) else constraint.entity


def definition(design: Design, constraint: Constraint) -> str:
    """The clause after CONSTRAINT name."""
    match constraint:
        case PrimaryKey() | Unique():
            return key_definition(design, constraint)
        case Check():
            return check_definition(constraint)
        case Exclusion():
            return exclusion_definition(design, constraint)
        case Relationship():
            return foreign_key_definition(design, constraint)


# --- inside create_table ----------------------------------------------------------------------------------------------


def inline(design: Design, constraint: Constraint) -> Call | None:
    """The argument of create_table; None where SQLAlchemy cannot say it, or would not keep it."""
    if _inside_is_lossy(design, constraint):
        return None
    match constraint:
        case PrimaryKey():
            return call("sa.PrimaryKeyConstraint", *_names(design, constraint), name=constraint.name)
        case Unique():
            return call("sa.UniqueConstraint", *_names(design, constraint), name=constraint.name, **_key(constraint))
        case Check():
            return call("sa.CheckConstraint", condition(constraint.expression), name=constraint.name)
        case Relationship():
            parent = design.entities[constraint.target]
            schema = schema_argument(design, parent.schema)
            prefix = f"{schema}.{parent.name}" if schema else parent.name
            return call(
                "sa.ForeignKeyConstraint",
                [design.fields[field].name for field in design.foreign_key_fields(constraint.id)],
                [f"{prefix}.{design.fields[field].name}" for field in design.target_fields(constraint.id)],
                name=constraint.name,
                **_foreign_key(design, constraint),
            )
        case Exclusion():
            return None


def _inside_is_lossy(design: Design, constraint: Constraint) -> bool:
    match constraint:
        case PrimaryKey():
            return _needs_sql(design, constraint)
        case Unique():
            # SQLAlchemy leaves out a unique constraint on the very columns of the primary key.
            return _needs_sql(design, constraint) or design.key_fields(constraint.id) == design.primary_key_fields(
                constraint.entity
            )
        case Check():
            # CREATE TABLE takes NOT VALID for granted: the new table has no rows that could break it.
            return _needs_sql(design, constraint) or not constraint.validated
        case Relationship():
            return _needs_sql(design, constraint) or not constraint.validated
        case Exclusion():
            return True


# --- by itself --------------------------------------------------------------------------------------------------------


def add(design: Design, constraint: Constraint) -> Call:
    """The constraint on a table that exists."""
    if isinstance(constraint, Exclusion) or _needs_sql(design, constraint):
        return add_in_sql(design, constraint)
    entity = design.entities[entity_of(constraint)]
    schema = schema_argument(design, entity.schema)
    match constraint:
        case PrimaryKey():
            names: list[Code] = [*_names(design, constraint)]
            return call("op.create_primary_key", constraint.name, entity.name, names, schema=schema)
        case Unique():
            return call(
                "op.create_unique_constraint",
                constraint.name,
                entity.name,
                [*_names(design, constraint)],
                schema=schema,
                **_key(constraint),
            )
        case Check():
            return call(
                "op.create_check_constraint",
                constraint.name,
                entity.name,
                condition(constraint.expression),
                schema=schema,
                postgresql_not_valid=_only(not constraint.validated),
            )
        case Relationship():
            parent = design.entities[constraint.target]
            return call(
                "op.create_foreign_key",
                constraint.name,
                entity.name,
                parent.name,
                [design.fields[field].name for field in design.foreign_key_fields(constraint.id)],
                [design.fields[field].name for field in design.target_fields(constraint.id)],
                source_schema=schema,
                referent_schema=schema_argument(design, parent.schema),
                **_foreign_key(design, constraint),
                postgresql_not_valid=_only(not constraint.validated),
            )


def add_in_sql(design: Design, constraint: Constraint) -> Call:
    text = f"ADD CONSTRAINT {identifier(constraint.name)} {definition(design, constraint)}"
    return execute(f"ALTER TABLE {table_name(design, entity_of(constraint))} {text}")


def drop(design: Design, constraint: Constraint) -> Call:
    entity = design.entities[entity_of(constraint)]
    return call("op.drop_constraint", constraint.name, entity.name, schema=schema_argument(design, entity.schema))


def comment(design: Design, constraint: Constraint) -> Call:
    table = table_name(design, entity_of(constraint))
    text = comment_text(constraint.description)
    return execute(f"COMMENT ON CONSTRAINT {identifier(constraint.name)} ON {table} IS {text}")


# --- what both forms share --------------------------------------------------------------------------------------------


def _needs_sql(design: Design, constraint: Constraint) -> bool:
    """Whether only SQL can say it."""
    match constraint:
        case PrimaryKey() | Unique():
            odd = constraint.options or constraint.without_overlaps
            deferrable = isinstance(constraint, PrimaryKey) and constraint.deferrable
            return bool(odd or deferrable or any(each.included for each in design.members_of_key(constraint.id)))
        case Check():
            return constraint.no_inherit or not constraint.enforced
        case Relationship():
            # A dotted name would be taken apart, and the columns of SET NULL (...) go into the SQL as they are.
            parts = [design.entities[constraint.target].name, design.schemas[_target_schema(design, constraint)].name]
            parts += [design.fields[field].name for field in design.target_fields(constraint.id)]
            dotted = any("." in part for part in parts)
            percent = "%" in (delete_action(design, constraint) or "")
            return dotted or percent or constraint.period or not constraint.enforced
        case Exclusion():
            return True


def _target_schema(design: Design, relationship: Relationship) -> Id:
    return design.entities[relationship.target].schema


def _names(design: Design, key: PrimaryKey | Unique) -> tuple[str, ...]:
    return tuple(design.fields[field].name for field in design.key_fields(key.id))


def _key(unique: Unique) -> dict[str, Code]:
    return {
        "deferrable": _only(unique.deferrable),
        "initially": "DEFERRED" if unique.initially_deferred else None,
        "postgresql_nulls_not_distinct": _only(not unique.nulls_distinct),
    }


def _foreign_key(design: Design, relationship: Relationship) -> dict[str, Code]:
    return {
        "onupdate": action(relationship.on_update),
        "ondelete": delete_action(design, relationship),
        "deferrable": _only(relationship.deferrable),
        "initially": "DEFERRED" if relationship.initially_deferred else None,
        "match": "FULL" if relationship.match_full else None,
    }


def _only(true: bool) -> bool | None:
    """True, or None so that the keyword is left out."""
    return True if true else None
