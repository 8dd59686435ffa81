import pytest

from designer.checklist import Severity
from designer.checklist.rules.exposed_secret import ExposedSecret
from designer.model import Domain, TypeName, TypeRef, parse_type
from tests.designer.checklist.designs import bare, design_of, field, fixed, foreign_key, found, only, subjects, table


def account(name: str, type: str = "text", **attributes: object):
    design = design_of()
    return design_of(*table("account", field("account", name, parse_type(design, type), **attributes)))


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("password", "text"),
        ("password_hash", "varchar(100)"),
        ("hashedPassword", "text"),
        ("encrypted_password", "bytea"),
        ("reset_token", "uuid"),
        ("access_token", "text"),
        ("api_key", "text"),
        ("apiKey", "text"),
        ("client_secret", "text"),
        ("ssn", "char(11)"),
        ("otp_backup_codes", "text[]"),
        ("credentials", "jsonb"),
        ("card_number", "text"),
    ],
)
def test_a_secret_that_is_not_marked_is_an_error(name, type):
    diagnostic = only(ExposedSecret, account(name, type))
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.subject == f"account.{name}"


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("password_changed_at", "timestamptz"),
        ("password_changed_on", "text"),
        ("token_type", "text"),
        ("prompt_tokens", "integer"),
        ("total_tokens", "bigint"),
        ("is_secret", "boolean"),
        ("has_password", "text"),
        ("secretary", "text"),
        ("tokenizer", "text"),
        ("passport", "text"),
        ("display_secret_key", "text"),
        ("public_key", "text"),
        ("api_key_hint", "text"),
        ("encrypted_token_iv", "text"),
        ("spin", "text"),
        ("email", "text"),
    ],
)
def test_facts_about_secrets_and_other_words_are_fine(name, type):
    assert found(ExposedSecret, account(name, type)) == []


def test_a_marked_secret_is_fine():
    assert found(ExposedSecret, account("password", sensitive=True)) == []


def test_a_domain_over_text_holds_secrets_too():
    domain = Domain(id="hash", schema="public", name="hash", type=TypeName("text"))
    design = design_of(domain, *table("account", field("account", "password", TypeRef("hash"))))
    assert subjects(ExposedSecret, design) == ["account.password"]


def test_a_reference_to_a_secret_is_none():
    design = design_of(*table("token"), *table("use"), *foreign_key("use", "token", "token"))
    assert found(ExposedSecret, design) == []


def test_it_can_be_marked():
    design = account("password")
    assert fixed(design, only(ExposedSecret, design)).fields["account.password"].sensitive


def test_inheriting_entities_are_marked_with_their_parent():
    parent = table("account", field("account", "password"))
    child = bare("admin", field("admin", "password", inherited=True), inherits=("account",))
    design = design_of(*parent, *child)
    assert fixed(design, only(ExposedSecret, design)).fields["admin.password"].sensitive
