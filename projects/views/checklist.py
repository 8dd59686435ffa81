"""The checklist: what is wrong, why, where, what to do; and its fixes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from designer.checklist import Diagnostic, Severity, Topic, explain
from designer.model import Design
from projects import heads
from projects.models import Project
from projects.views.deletions import page_of
from projects.views.editing import carry_out
from projects.views.request import Missing, Request, opened
from projects.views.workspace import bar
from projects.words import lines

AT_FIRST = 40  # findings of a rule; its own page shows all of them


@require_safe
def index(request: Request, pk: int) -> HttpResponse:
    project, design = opened(request, pk)
    return _page(request, project, design, None)


@require_safe
def diagnostic(request: Request, pk: int, rule: str, object: str) -> HttpResponse:  # noqa: A002
    project, design = opened(request, pk)
    return _page(request, project, design, _found(project, rule, object))


@require_POST
def fix(request: Request, pk: int, rule: str, object: str) -> HttpResponse:  # noqa: A002
    """Applies the fix to the newest design, by the same rule."""
    project, _ = opened(request, pk)
    found = _found(project, rule, object)
    if found.fix is None:
        raise Missing(project)
    changes = found.fix.changes
    carry_out(request, project, lambda _: changes)
    return redirect("checklist", pk)


def _page(request: Request, project: Project, design: Design, selected: Diagnostic | None) -> HttpResponse:
    report = heads.report_of(project)
    severity, topic, rule = (request.GET.get(name, "") for name in ("severity", "topic", "rule"))
    shown = [
        (group, group.diagnostics if rule else group.diagnostics[:AT_FIRST])
        for group in report.by_rule()
        if severity in {"", group.severity.value}
        and topic in {"", group.topic.name.lower()}
        and rule in {"", group.rule}
    ]
    context = {
        **bar(project, "checklist"),
        "report": report,
        "groups": shown,
        "severity": severity,
        "topic": topic,
        "severities": [(each, report.count(each)) for each in Severity],
        "topics": [(each.name.lower(), each.value) for each in Topic],
        "selected": selected,
    }
    if selected:
        found = design.find(selected.object)
        context["help"] = explain(selected.rule)
        context["fix"] = lines(design, selected.fix.changes) if selected.fix else ()
        context["where"] = page_of(project, design, found) if found else ""
    return render(request, "checklist/page.html", context)


def _found(project: Project, rule: str, object: str) -> Diagnostic:  # noqa: A002
    found = heads.report_of(project).find(rule, object)
    if found is None:
        raise Missing(project)
    return found
