import pytest

from designer.checklist import Severity
from designer.checklist.rules.non_unique_login import NonUniqueLogin
from designer.model import Index, IndexMember, KeyMember, TypeName, Unique
from tests.designer.checklist.designs import altered, design_of, field, foreign_key, found, only, table, without
from tests.designs import shop


def users(*more, name="users", login="email", base=None):
    tenant = (*table("tenant"), *table(name, field(name, login)), *foreign_key(name, "tenant_id", "tenant"))
    deleted = field(name, "deleted_at", TypeName("timestamp with time zone"), nullable=True)
    return design_of(*tenant, deleted, *more)


def unique(*fields: str):
    members = (
        KeyMember(id=f"u.{number}", key="u", field=f"users.{name}", rank=str(number))
        for number, name in enumerate(fields, 1)
    )
    return (Unique(id="u", entity="users", name="u"), *members)


def unique_index(*members: IndexMember, where=None, unique=True):
    return (Index(id="i", entity="users", name="i", unique=unique, where=where), *members)


LOWER = IndexMember(id="i.1", index="i", expression="lower(email)", rank="1")
EMAIL = IndexMember(id="i.1", index="i", field="users.email", rank="1")
TENANT = IndexMember(id="i.2", index="i", field="users.tenant_id", rank="2")


@pytest.mark.parametrize("login", ["email", "username", "user_name", "Email", "email_address", "login"])
def test_an_account_whose_login_may_repeat_is_a_warning(login):
    diagnostic = only(NonUniqueLogin, users(login=login))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.subject == f"users.{login}"


@pytest.mark.parametrize(
    "more",
    [
        unique("email"),
        unique("tenant_id", "email"),
        unique_index(EMAIL),
        unique_index(LOWER),
        unique_index(LOWER, TENANT),
        unique_index(EMAIL, where="deleted_at IS NULL"),
        unique_index(LOWER, where="deleted_at IS NULL"),
        unique("email", "deleted_at"),
    ],
)
def test_every_form_of_uniqueness_counts(more):
    assert found(NonUniqueLogin, users(*more)) == []


@pytest.mark.parametrize(
    "more",
    [unique("id", "email"), unique("email", "created_at"), unique_index(EMAIL, unique=False), unique_index(TENANT)],
)
def test_what_says_nothing_of_the_login_does_not_count(more):
    assert len(found(NonUniqueLogin, users(*more))) == 1


def test_a_contact_is_only_a_remark():
    assert only(NonUniqueLogin, users(name="supplier_contact")).severity is Severity.INFO


@pytest.mark.parametrize("name", ["login_attempts", "audit_log", "invitations", "email_message"])
def test_records_of_what_happened_may_repeat_an_address(name):
    assert found(NonUniqueLogin, users(name=name)) == []


def test_other_types_are_no_login():
    assert found(NonUniqueLogin, altered(users(), "users.email", type=TypeName("boolean"))) == []


def test_the_shop_is_fine_until_its_key_goes():
    assert found(NonUniqueLogin, shop()) == []
    assert only(NonUniqueLogin, without(shop(), "customer_email_key", "customer_email_key.1")).entity == "customer"
