from collections.abc import Iterator
from functools import lru_cache

from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import altered_with_heirs
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.type_family import TEXTS, element
from designer.checklist.words import words
from designer.model import Field

_CARRIERS = TEXTS | {"bytea", "uuid", "json", "jsonb", "hstore"}
# Runs of words in a name that mean a secret.
_SECRETS = tuple(
    tuple(phrase.split())
    for phrase in (
        "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "pass hash", "secret", "secrets",
        "token", "tokens", "api key", "api keys", "apikey", "private key", "secret key", "access key", "signing key",
        "encryption key", "auth key", "session key", "license key", "service account key", "ssh key", "credential",
        "credentials", "recovery code", "recovery codes", "backup code", "backup codes", "otp", "totp", "pin",
        "encrypted", "salt", "cvv", "cvc", "ssn", "social security", "credit card", "card number", "account number",
        "routing number", "iban", "passport number", "tax id", "national id",
    )
)  # fmt: skip
# Words after a secret that make it something about one.
_ABOUT = frozenset(
    """
    at on by count counts type types name names expires expiry expiration expired algorithm policy length status
    enabled disabled required version scope scopes prefix last4 format usage limit max min strategy kind
    url uri endpoint issuer provider title description label id ids attempts changed reset iv nonce
    """.split()
)
# Words that begin or end the name of what holds none: a question, or the part that may be shown.
_NO_SECRET = frozenset("is has can needs require requires display masked redacted public hint".split())


class ExposedSecret(Rule):
    """Secret that is not marked sensitive.

    By its name and type the field holds a secret (a password, a token, a key, a card or social security number) and it
    is not marked sensitive.

    Why it matters: what is not marked becomes part of the response schema, so that an API built on it sends the secret
    to whoever asks.

    What to do: mark it sensitive; rename it if it holds no secret.

    Source: OWASP API Security 2023, API3 "Broken Object Property Level Authorization"; Supabase splinter 0023.
    """

    code = "SEC-001"
    topic = Topic.SECRETS
    severity = Severity.ERROR

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for _, field in survey.all_fields:
            if not field.sensitive and holds_secret(survey, field):
                name = survey.name_of(field)
                yield self.finding(
                    survey,
                    field,
                    f"{name} looks like a secret and is not marked sensitive: responses would carry it.",
                    "Mark it sensitive.",
                    fix=Fix(f"Mark {name} sensitive", altered_with_heirs(survey, field, "sensitive", True)),
                )


def holds_secret(survey: Survey, field: Field) -> bool:
    """Whether a field holds a secret itself, not a fact about one (password_changed_at, token_count)."""
    if field.id in survey.foreign_keys or element(survey.design, field.type) not in _CARRIERS:
        return False
    return names_secret(field.name)


@lru_cache(maxsize=20_000)
def names_secret(name: str) -> bool:
    """Whether a name means a secret itself: password_hash, but not password_changed_at."""
    found = words(name)
    if not found or _NO_SECRET & {found[0], found[-1]}:
        return False
    return any(
        found[start : start + len(secret)] == secret and not set(found[start + len(secret) :]) & _ABOUT
        for secret in _SECRETS
        for start in range(len(found) - len(secret) + 1)
    )
