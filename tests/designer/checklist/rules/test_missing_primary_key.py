from designer.checklist import Severity
from designer.checklist.rules.missing_primary_key import MissingPrimaryKey
from designer.model import TypeName
from tests.designer.checklist.designs import bare, design_of, field, fixed, found, only, without
from tests.designs import shop

BIGINT = TypeName("bigint")


def test_entities_with_a_key_are_fine():
    assert found(MissingPrimaryKey, shop()) == []


def test_an_entity_without_a_key_is_an_error():
    diagnostic = only(MissingPrimaryKey, design_of(*bare("log", field("log", "line"))))
    assert (diagnostic.severity, diagnostic.object, diagnostic.entity) == (Severity.ERROR, "log", "log")
    assert diagnostic.message == "log has no primary key."


def test_a_unique_key_is_no_primary_key():
    design = without(shop(), "customer_pkey", "customer_pkey.1")
    assert only(MissingPrimaryKey, design).subject == "customer"


def test_a_required_id_can_be_made_the_key():
    design = design_of(*bare("log", field("log", "id", BIGINT)))
    after = fixed(design, only(MissingPrimaryKey, design))
    assert after.primary_key_of("log").name == "log_pkey"
    assert after.primary_key_fields("log") == ("log.id",)


def test_an_optional_id_is_left_to_people():
    design = design_of(*bare("log", field("log", "id", BIGINT, nullable=True)))
    assert only(MissingPrimaryKey, design).fix is None


def test_the_key_of_a_partitioned_entity_is_left_to_people():
    design = design_of(*bare("log", field("log", "id", BIGINT), partition_by="RANGE (id)"))
    assert only(MissingPrimaryKey, design).fix is None


def test_partitions_are_not_told_again():
    parent = bare("log", field("log", "id", BIGINT), partition_by="RANGE (id)")
    part = bare("log_1", field("log_1", "id", BIGINT, inherited=True), partition_of="log", partition_bound="DEFAULT")
    assert only(MissingPrimaryKey, design_of(*parent, *part)).object == "log"


def test_tables_of_migration_tools_are_left_alone():
    assert found(MissingPrimaryKey, design_of(*bare("schema_migrations", field("schema_migrations", "version")))) == []


def test_a_taken_constraint_name_is_passed_by():
    design = design_of(*bare("log", field("log", "id", BIGINT)), *bare("log_pkey", field("log_pkey", "id", BIGINT)))
    first, second = found(MissingPrimaryKey, design)
    assert fixed(design, first).primary_key_of("log").name == "log_pkey1"
    assert fixed(design, second).primary_key_of("log_pkey").name == "log_pkey_pkey"
