from designer.checklist import Severity, check
from tests.designer.checklist.designs import altered, design_of, field, foreign_key, table, without
from tests.designer.checklist.test_check import faulty
from tests.designs import shop


def many(count: int):
    """Entities of which each holds a secret."""
    return design_of(*(each for number in range(count) for each in table(f"t{number}", field(f"t{number}", "token"))))


def test_groups_are_by_rule_and_severity_worst_first():
    groups = check(faulty()).by_rule()
    assert [(group.rule, group.severity, len(group.diagnostics)) for group in groups] == [
        ("KEY-001", Severity.ERROR, 1),
        ("SEC-001", Severity.ERROR, 1),
        ("IDX-001", Severity.WARNING, 1),
        ("REL-002", Severity.WARNING, 1),
        ("TIM-001", Severity.WARNING, 1),
        ("NAM-001", Severity.INFO, 1),
    ]
    assert groups[0].title == "No primary key"
    assert groups[0].why.startswith("Rows can be duplicated")


def test_every_diagnostic_is_in_one_group():
    report = check(faulty())
    assert tuple(each for group in report.by_rule() for each in group.diagnostics) == report.diagnostics


def test_a_rule_with_two_severities_has_two_groups():
    design = without(
        design_of(*table("supplier", field("supplier", "email")), base=shop()),
        "customer_email_key",
        "customer_email_key.1",
    )
    groups = [
        group for group in check(altered(design, "supplier", name="contact")).by_rule() if group.rule == "KEY-003"
    ]
    assert [(group.severity, group.entities) for group in groups] == [(Severity.WARNING, 1), (Severity.INFO, 1)]


def test_what_fires_on_nearly_every_entity_says_so():
    (group,) = check(many(12)).by_rule()
    assert (group.entities, group.everywhere) == (12, True)


def test_a_few_findings_are_no_flood_and_neither_are_many_on_some():
    assert not check(many(9)).by_rule()[0].everywhere
    some = design_of(*(each for number in range(5) for each in table(f"u{number}")), base=many(12))
    assert not check(some).by_rule()[0].everywhere


def test_counts_and_passed_rules():
    report = check(faulty())
    assert [report.count(severity) for severity in Severity] == [2, 3, 1]
    assert len(report.errors) == 2
    assert "KEY-001" not in report.passed
    assert "KEY-002" in report.passed
    assert len(report.passed) == 9


def test_findings_by_entity_and_the_worst_of_each():
    report = check(faulty())
    assert {each.subject for each in report.of("customer")} == {"customer.password", "customer.created_at"}
    assert report.worst_by_entity() == {
        "product": Severity.ERROR,
        "customer": Severity.ERROR,
        "purchase_line": Severity.WARNING,
    }


def test_a_finding_is_found_by_rule_and_object():
    report = check(faulty())
    assert report.find("SEC-001", "customer.password") is not None
    assert report.find("SEC-001", "product") is None


def test_a_relationship_s_finding_belongs_to_the_child():
    design = design_of(*table("a"), *table("b"), *foreign_key("b", "a_id", "a", on_delete=None))
    assert check(design).worst_by_entity() == {"b": Severity.WARNING}
