from time import perf_counter

import msgspec
from hypothesis import given, settings
from msgspec.structs import replace

from designer.checklist import RULES, Report, Severity, check
from designer.model import EMPTY, Action, Design, Schema, TypeName
from tests.designer.checklist.designs import altered, bare, design_of, field, foreign_key, table, without
from tests.designer.strategies import designs
from tests.designs import shop

LAW = settings(max_examples=60, deadline=None)


def faulty() -> Design:
    """The shop with several faults."""
    design = without(
        shop(), "ix_purchase_line_product_id", "ix_purchase_line_product_id.1", "product_pkey", "product_pkey.1"
    )
    design = altered(design, "purchase_line_purchase_id_fkey", on_delete=None)
    design = altered(design, "customer.created_at", type=TypeName("timestamp without time zone"))
    return design_of(field("customer", "password"), base=altered(design, "product", name="products"))


def without_fixes(report: Report) -> Report:
    return replace(report, diagnostics=tuple(replace(each, fix=None) for each in report.diagnostics))


def test_a_good_design_passes_every_rule():
    report = check(shop())
    assert report.diagnostics == ()
    assert report.entities == 4
    assert report.passed == tuple(rule.code for rule in RULES)


def test_findings_come_worst_first_then_by_rule_then_by_place():
    assert [(each.severity.value, each.rule, each.subject) for each in check(faulty()).diagnostics] == [
        ("error", "KEY-001", "products"),
        ("error", "SEC-001", "customer.password"),
        ("warning", "IDX-001", "purchase_line.product_id"),
        ("warning", "REL-002", "purchase_line.purchase_id"),
        ("warning", "TIM-001", "customer.created_at"),
        ("info", "NAM-001", "products"),
    ]


def test_a_check_is_the_same_each_time_whatever_the_order_of_the_tables():
    design = faulty()
    turned = Design(
        conventions=design.conventions,
        **{
            name: dict(reversed(getattr(design, name).items()))
            for name in Design.__struct_fields__
            if name != "conventions"
        },
    )
    assert without_fixes(check(turned)) == without_fixes(check(design))


def test_names_of_other_schemas_are_qualified():
    design = design_of(Schema(id="sales", name="sales"), *bare("log", field("log", "line")))
    assert check(altered(design, "log", schema="sales")).diagnostics[0].subject == "sales.log"


def test_hostile_names_are_told_as_they_are():
    name = "\"'; --</script>{{x}}"
    report = check(altered(design_of(*bare("log", field("log", "password"))), "log", name=name))
    assert report.diagnostics[0].message == f"{name} has no primary key."
    assert msgspec.json.decode(msgspec.json.encode(report))["diagnostics"][0]["subject"] == name


def test_a_report_is_json():
    told = msgspec.json.decode(msgspec.json.encode(check(faulty())))
    assert told["entities"] == 4
    assert told["diagnostics"][0] | {"fix": None} == {
        "rule": "KEY-001",
        "severity": "error",
        "object": "product",
        "entity": "product",
        "subject": "products",
        "message": "products has no primary key.",
        "advice": "Choose the fields that identify a row, or add an id.",
        "fix": None,
    }


@LAW
@given(designs())
def test_a_rule_says_one_thing_at_most_about_an_object_and_names_what_is_there(design):
    report = check(design)
    assert len({(each.rule, each.object) for each in report.diagnostics}) == len(report.diagnostics)
    for each in report.diagnostics:
        assert design.find(each.object) is not None
        assert each.entity is None or each.entity in design.entities
        assert each.message.endswith(".")
        assert each.advice.endswith(".")
    assert without_fixes(check(design)) == without_fixes(report)


def test_a_large_design_is_checked_in_a_second():
    objects = [each for number in range(400) for each in table(f"t{number}", field(f"t{number}", "password"))]
    for number in range(1, 400):
        objects += foreign_key(
            f"t{number}", "parent_id", f"t{number - 1}", on_delete=None if number % 2 else Action.CASCADE
        )
    design = design_of(*objects, base=EMPTY)
    started = perf_counter()
    report = check(design)
    assert perf_counter() - started < 1
    assert report.count(Severity.ERROR) == 400
