"""Roles that a design names: a policy TO a role needs the role to exist."""

import postgast
from postgast import pg_query_pb2 as pb

from designer.model import Design, SqlKind


def policy_roles(design: Design) -> frozenset[str]:
    """Names of the roles that the policies of a design are for."""
    return frozenset(
        role
        for each in design.sql_objects.values()
        if each.kind is SqlKind.POLICY
        for statement in each.create
        for role in _roles(statement)
    )


def _roles(statement: str) -> set[str]:
    try:
        tree = postgast.parse(statement)
    except postgast.PgQueryError:
        return set()
    return {node.rolename for _, node in postgast.walk(tree) if isinstance(node, pb.RoleSpec) and node.rolename}
