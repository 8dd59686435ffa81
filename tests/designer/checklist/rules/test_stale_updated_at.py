from designer.checklist import Severity
from designer.checklist.rules.stale_updated_at import StaleUpdatedAt
from designer.model import UpdatedAt
from tests.designer.checklist.designs import (
    altered,
    conventions,
    design_of,
    fixed,
    found,
    function,
    only,
    table,
    trigger,
    without,
)


def event(*more: object):
    return conventions(design_of(*table("event"), *more), updated_at=UpdatedAt.TRIGGER)


TOUCH = function("touch", "NEW.updated_at = now();")


def test_with_onupdate_the_models_set_it():
    assert found(StaleUpdatedAt, design_of(*table("event"))) == []


def test_no_trigger_is_a_warning():
    diagnostic = only(StaleUpdatedAt, event())
    assert (diagnostic.severity, diagnostic.subject) == (Severity.WARNING, "event.updated_at")


def test_a_trigger_whose_function_sets_it_is_fine():
    assert found(StaleUpdatedAt, event(TOUCH, trigger("event"))) == []


def test_a_trigger_that_names_the_field_is_fine():
    design = event(trigger("event", call="moddatetime"))
    text = "CREATE TRIGGER keep BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION moddatetime('updated_at')"
    assert found(StaleUpdatedAt, altered(design, "event.keep", create=(text,))) == []


def test_a_trigger_for_inserts_or_too_late_does_not_count():
    assert len(found(StaleUpdatedAt, event(TOUCH, trigger("event", when="BEFORE INSERT")))) == 1
    assert len(found(StaleUpdatedAt, event(TOUCH, trigger("event", when="AFTER UPDATE")))) == 1


def test_a_trigger_that_sets_something_else_does_not_count():
    assert len(found(StaleUpdatedAt, event(function("touch", "NEW.name = 'x';"), trigger("event")))) == 1


def test_another_entity_s_trigger_does_not_count():
    design = conventions(
        design_of(*table("event"), *table("other"), TOUCH, trigger("other")), updated_at=UpdatedAt.TRIGGER
    )
    assert only(StaleUpdatedAt, design).entity == "event"


def test_an_entity_without_the_field_is_another_rule_s():
    assert found(StaleUpdatedAt, without(event(), "event.updated_at")) == []


def test_the_trigger_can_be_added():
    design = event()
    after = fixed(design, only(StaleUpdatedAt, design))
    assert [each.name for each in after.sql_objects_of("event")] == ["set_updated_at"]


def test_a_field_of_another_name_is_left_to_people():
    assert only(StaleUpdatedAt, altered(event(), "event.updated_at", name="modified_at")).fix is None
