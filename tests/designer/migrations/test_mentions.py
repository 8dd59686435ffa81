import pytest

from designer.migrations.mentions import Mention, Sort, mentions, name_parts, partition_mentions, type_mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nextval('app.s'::regclass)", Mention(Sort.RELATION, "app", "s")),
        ("""nextval('"My s"')""", Mention(Sort.RELATION, "", "My s")),
        ("nextval(('app.\"S\"'::text)::regclass)", Mention(Sort.RELATION, "app", "S")),
        ("app.total(1) > 0", Mention(Sort.FUNCTION, "app", "total")),
        ("'x'::app.mood", Mention(Sort.TYPE, "app", "mood")),
        ("a = ANY (ARRAY['x'::app.mood])", Mention(Sort.TYPE, "app", "mood")),
        ("a COLLATE app.german", Mention(Sort.COLLATION, "app", "german")),
        ("a OPERATOR(app.=~=) b", Mention(Sort.OPERATOR, "app", "=~=")),
    ],
)
def test_an_expression_mentions(text: str, found: Mention) -> None:
    assert found in mentions(text)


def test_columns_and_constants_are_no_mentions() -> None:
    assert {mention.sort for mention in mentions("a AND b = 1")} == {Sort.OPERATOR}
    assert mentions("'app.s'") == frozenset()


def test_what_does_not_parse_mentions_nothing() -> None:
    assert mentions("1 +") == frozenset()
    assert type_mentions("(") == frozenset()
    assert partition_mentions("?") == frozenset()


def test_a_type_mentions_itself() -> None:
    assert Mention(Sort.TYPE, "app", "citext") in type_mentions("app.citext")


def test_a_partition_key_mentions_its_functions() -> None:
    assert Mention(Sort.FUNCTION, "app", "month") in partition_mentions("RANGE (app.month(at))")


@pytest.mark.parametrize(
    ("text", "parts"), [("a.b", ("a", "b")), ('"A b"."c""d"', ("A b", 'c"d')), ("b", ("", "b")), ("B", ("", "b"))]
)
def test_a_qualified_name_has_two_parts(text: str, parts: tuple[str, str]) -> None:
    assert name_parts(text) == parts
