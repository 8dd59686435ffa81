"""The modules that models lean on: base.py, enums.py, types.py and sequences.py.

Their fixed parts are kept as source here and read into the same syntax trees as all else."""

import ast
from functools import cache

from designer.codegen.blueprint import Blueprint
from designer.codegen.order import in_order, values_in_order
from designer.codegen.prose import in_docstring, sentence
from designer.codegen.python_types import collation_arguments, type_of
from designer.codegen.sequences import sequence_call, stands_alone
from designer.codegen.sql_text import clause, condition
from designer.codegen.syntax import Value, assign, call, class_, docstring, dotted, given, value
from designer.model import Domain, EnumType

BASE_DOCUMENTED = "The base of all models: their metadata, and the names of constraints that say none."
_TRACKING = '''
def __setattr__(self, name: str, value: Any) -> None:
    """Puts back the value in which SQLAlchemy notices changes: SQLModel writes the plain one over it."""
    super().__setattr__(name, value)
    if isinstance(value, (dict, list)) and name in type(self).model_fields:
        set_attribute(self, name, value.copy())
'''
_VALUES_OF = '''
def values_of(labels: type[StrEnum]) -> list[str]:
    """What the database stores of an enum: its values, not the names of its members."""
    return [label.value for label in labels]
'''
_POSTGRES_TYPE = '''
class PostgresType(UserDefinedType[Any]):
    """A type that SQLAlchemy has no class for, by the name that PostgreSQL knows it by."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        """The name as DDL spells it."""
        return self.name
'''
_INET_VALUE = "InetValue = IPv4Address | IPv6Address | IPv4Interface | IPv6Interface"
_CIDR_VALUE = "CidrValue = IPv4Network | IPv6Network"


@cache
def fixed(source: str) -> tuple[ast.stmt, ...]:
    """A fixed part as syntax trees."""
    return tuple(ast.parse(source).body)


# What `safety` knows by sight.
FIXED_PARTS = (_TRACKING, _VALUES_OF, _POSTGRES_TYPE, _INET_VALUE, _CIDR_VALUE)


def base_statements(plan: Blueprint, *, tracks_changes: bool) -> list[ast.stmt]:
    """`class Base(SQLModel)` with a registry and metadata of its own: two bundles can live in one process."""
    metadata = call("sa.MetaData", naming_convention={kind: plan.convention[kind] for kind in sorted(plan.convention)})
    body = [docstring(BASE_DOCUMENTED), *(fixed(_TRACKING) if tracks_changes else ())]
    return [class_("Base", [dotted("SQLModel")], body, registry=call("registry", metadata=metadata))]


def enum_statements(plan: Blueprint) -> list[ast.stmt]:
    """Enums, and the database's types of their values; empty where the design has none."""
    enums = in_order(plan.design, plan.design.enum_types.values())
    if not enums:
        return []
    types = [assign(plan.names.constants[each.id], _enum_type(plan, each)) for each in enums]
    return [*(_enum_class(plan, each) for each in enums), *fixed(_VALUES_OF), *types]


def _enum_class(plan: Blueprint, enum: EnumType) -> ast.stmt:
    words = sentence(in_docstring(enum.description, 2000)) or f"Values of the type {in_docstring(enum.name)}."
    members = [assign(plan.names.members[each.id], value(each.value)) for each in values_in_order(plan.design, enum.id)]
    return class_(plan.names.enums[enum.id], [dotted("StrEnum")], [docstring(words), *members])


def _enum_type(plan: Blueprint, enum: EnumType) -> ast.expr:
    return call(
        "sa.Enum",
        dotted(plan.names.enums[enum.id]),
        name=enum.name,
        **given(schema=plan.schema(enum.schema)),
        metadata=dotted("Base.metadata"),
        values_callable=dotted("values_of"),
        validate_strings=True,
    )


def type_statements(plan: Blueprint, used: set[str]) -> list[ast.stmt]:
    """Domains, and what of `used` names this module: `PostgresType`, `InetValue`, `CidrValue`."""
    domains = [
        assign(plan.names.constants[each.id], _domain(plan, each))
        for each in _innermost_first(plan, in_order(plan.design, plan.design.domains.values()))
    ]
    named = {node.id for each in domains for node in ast.walk(each) if isinstance(node, ast.Name)} | used
    parts = {"InetValue": _INET_VALUE, "CidrValue": _CIDR_VALUE, "PostgresType": _POSTGRES_TYPE}
    return [*(each for name, part in parts.items() if name in named for each in fixed(part)), *domains]


def sequence_statements(plan: Blueprint) -> list[ast.stmt]:
    """Sequences that no field of a model brings; empty where the design has none."""
    return [
        assign(plan.names.constants[each.id], sequence_call(plan.design, each, in_metadata=True))
        for each in in_order(plan.design, plan.design.sequences.values())
        if stands_alone(plan.design, each)
    ]


def _innermost_first(plan: Blueprint, domains: list[Domain]) -> list[Domain]:
    """A domain over another domain comes after it."""
    ordered: list[Domain] = []

    def visit(each: Domain) -> None:
        under = plan.design.domains.get(getattr(each.type, "id", ""))
        if under is not None and under not in ordered:
            visit(under)
        if each not in ordered:
            ordered.append(each)

    for each in domains:
        visit(each)
    return ordered


def _domain(plan: Blueprint, domain: Domain) -> ast.expr:
    checks = [check.expression for check in plan.design.checks_of(domain.id)]
    check = " AND ".join(f"({each})" for each in checks)
    options: dict[str, Value] = given(
        schema=plan.schema(domain.schema),
        default=clause(domain.default) if domain.default is not None else None,
        not_null=not domain.nullable,
        constraint_name=plan.design.checks_of(domain.id)[0].name if len(checks) == 1 else None,
        check=condition(check) if check else None,
    )
    collation = collation_arguments(domain.collation) if domain.collation else {}
    base = type_of(plan.design, plan.names, domain.type)
    return call("pg.DOMAIN", domain.name, base.sql, **options, **collation, metadata=dotted("Base.metadata"))
