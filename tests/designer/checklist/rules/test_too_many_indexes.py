from designer.checklist import Severity
from designer.checklist.rules.too_many_indexes import TooManyIndexes
from designer.model import Index, IndexMember, KeyMember, Unique
from tests.designer.checklist.designs import design_of, field, found, only, table


def indexed(count: int):
    """An entity with `count` indexes beside that of its primary key."""
    objects = [
        each
        for number in range(count)
        for each in (
            Index(id=f"i{number}", entity="event", name=f"i{number}"),
            IndexMember(id=f"i{number}.1", index=f"i{number}", field="event.name", rank="1"),
        )
    ]
    return design_of(*table("event", field("event", "name")), *objects)


def test_seven_with_the_primary_key_s_are_fine():
    assert found(TooManyIndexes, indexed(6)) == []


def test_eight_are_a_warning():
    diagnostic = only(TooManyIndexes, indexed(7))
    assert (diagnostic.severity, diagnostic.object, diagnostic.fix) == (Severity.WARNING, "event", None)
    assert diagnostic.message == "event has 8 indexes: every insert writes to all of them."


def test_unique_keys_count():
    unique = (Unique(id="u", entity="event", name="u"), KeyMember(id="u.1", key="u", field="event.name", rank="1"))
    assert len(found(TooManyIndexes, design_of(*unique, base=indexed(6)))) == 1
