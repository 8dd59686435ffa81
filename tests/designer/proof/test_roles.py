from designer.model import SqlKind, SqlObject
from designer.proof.roles import policy_roles
from tests.designs import design_of, shop


def policy(name: str, statement: str) -> SqlObject:
    return SqlObject(id=name, kind=SqlKind.POLICY, name=name, owner="customer", create=(statement,))


def test_roles_that_policies_are_for() -> None:
    design = design_of(
        policy("a", 'CREATE POLICY a ON public.customer TO reader, "Odd ""one""" USING (true)'),
        policy("b", "CREATE POLICY b ON public.customer FOR SELECT TO PUBLIC"),
        policy("c", "CREATE POLICY c ON public.customer TO CURRENT_USER"),
        policy("d", "not SQL at all"),
        base=shop(),
    )
    assert policy_roles(design) == {"reader", 'Odd "one"'}
