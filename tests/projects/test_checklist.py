"""The checklist's page: what is shown, and that a fix is one edit."""

from django.urls import reverse

from projects import heads


def finding(project):
    return next(each for each in heads.report_of(project).diagnostics if each.fix)


def test_a_finding_says_why_and_what_to_do(shop, as_alice):
    each = finding(shop)
    text = as_alice.get(reverse("diagnostic", args=(shop.pk, each.rule, each.object))).content.decode()
    for heading in ("Why it matters", "What to do", "What the fix changes"):
        assert heading in text
    assert reverse("relationship", args=(shop.pk, each.object)) in text or "purchase_line" in text


def test_a_fix_is_one_edit_and_the_finding_is_gone(shop, as_alice):
    each = finding(shop)
    as_alice.post(reverse("fix", args=(shop.pk, each.rule, each.object)))
    shop.refresh_from_db()
    assert shop.number == 2
    assert heads.report_of(shop).find(each.rule, each.object) is None
    assert as_alice.post(reverse("fix", args=(shop.pk, each.rule, each.object))).status_code == 404


def test_findings_can_be_filtered(shop, as_alice):
    page = reverse("checklist", args=(shop.pk,))
    assert "purchase_line" in as_alice.get(page, {"severity": "warning"}).content.decode()
    assert "purchase_line" not in as_alice.get(page, {"severity": "error"}).content.decode()
    assert "purchase_line" not in as_alice.get(page, {"topic": "names"}).content.decode()
