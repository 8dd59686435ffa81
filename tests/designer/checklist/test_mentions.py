from designer.checklist.mentions import Mentions, words_of
from designer.model import Check, Design, Index, IndexMember, SqlKind, SqlObject
from tests.designer.checklist.designs import altered, design_of, field, table

DESIGN = design_of(*table("event", field("event", "name"), field("event", "kind")))


def mentioned(design: Design) -> set[str]:
    mentions = Mentions(design)
    return {each.name for each in design.fields_of("event") if mentions.of(each)}


def test_nothing_is_mentioned_by_keys_and_fields():
    assert mentioned(DESIGN) == set()


def test_checks_and_index_expressions_mention():
    check = Check(id="c", owner="event", name="c", expression="kind <> ''")
    index = Index(id="i", entity="event", name="i", where="name IS NOT NULL")
    member = IndexMember(id="i.1", index="i", expression="date(created_at)", rank="1")
    assert mentioned(design_of(check, index, member, base=DESIGN)) == {"kind", "name", "created_at"}


def test_partition_keys_mention():
    assert mentioned(altered(DESIGN, "event", partition_by="RANGE (created_at)")) == {"created_at"}


def test_sql_that_depends_on_the_entity_mentions():
    view = SqlObject(
        id="v", kind=SqlKind.VIEW, name="v", schema="public", depends_on=("event",), create=("SELECT kind FROM event",)
    )
    assert mentioned(design_of(view, base=DESIGN)) == {"kind"}
    policy = SqlObject(id="p", kind=SqlKind.POLICY, name="p", owner="event", create=("USING (name = current_user)",))
    assert mentioned(design_of(policy, base=DESIGN)) == {"name"}


def test_sql_that_does_not_depend_on_it_says_nothing():
    view = SqlObject(id="v", kind=SqlKind.VIEW, name="v", schema="public", create=("SELECT kind FROM other",))
    assert mentioned(design_of(view, base=DESIGN)) == set()


def test_words_of_a_statement():
    assert words_of('SELECT "kind", a.b') == {"SELECT", "kind", "a", "b"}
