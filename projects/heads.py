"""A project's newest design, decoded, and what follows from it; each kept in this process by what it is made from."""

import zlib
from collections import Counter

import msgspec

from designer.checklist import Report, Severity, check
from designer.codegen import Bundle, Options, bundle
from designer.diagrams import Badge, Layout, draw, layout
from designer.model import Design, Id, decode
from projects.drawing import Drawing, patch, taken_apart
from projects.models import Project
from projects.recent import Recent

_DESIGNS = Recent[Design](48)
_REPORTS = Recent[Report](48)
_LAYOUTS = Recent[Layout](48)
_DRAWINGS = Recent[Drawing](24)
_BUNDLES = Recent[Bundle](8)


def design_of(project: Project) -> Design:
    """The design after the newest edit."""
    return _DESIGNS.get(project.digest, lambda: decode(zlib.decompress(project.document)))


def remember(project: Project, design: Design) -> None:
    """Keep a design that has just been saved, so that the next request need not decode it."""
    _DESIGNS.put(project.digest, design)


def report_of(project: Project) -> Report:
    """What the checklist says about it."""
    return _REPORTS.get(project.digest, lambda: check(design_of(project)))


def bundle_of(project: Project) -> Bundle:
    """The files it exports as. Raises UnsafeCode or Unplannable, with a sentence for the user."""
    return _BUNDLES.get((project.digest, project.name), lambda: bundle(design_of(project), options_of(project)))


def options_of(project: Project) -> Options:
    return Options(title=project.name)


def layout_of(project: Project) -> Layout:
    """Where the diagram puts things; stored with the project, so that the next one moves nothing without need."""
    key = (project.pk, project.state)
    return _LAYOUTS.get(key, lambda: _stored_layout(project))


def drawing_of(project: Project) -> Drawing:
    """The diagram for the page, with the checklist's marks."""
    key = (project.pk, project.state)
    return _DRAWINGS.get(
        key,
        lambda: taken_apart(draw(design_of(project), layout_of(project), badges=_badges(report_of(project)))),
    )


def patch_for(project: Project, state: str) -> str | None:
    """What a page that shows another state of the project lacks in its diagram; None where this process has forgotten
    that state."""
    old = _DRAWINGS.find((project.pk, state))
    return patch(old, drawing_of(project)) if old else None


def _badges(report: Report) -> dict[Id, Badge]:
    faults = Counter((each.entity, each.severity) for each in report.diagnostics)
    return {
        entity: Badge(faults[entity, Severity.ERROR], faults[entity, Severity.WARNING])
        for entity, severity in faults
        if entity and severity in {Severity.ERROR, Severity.WARNING}
    }


def _stored_layout(project: Project) -> Layout:
    stored = _decoded_layout(project.layout)
    if stored is not None and project.drawn_number == project.number:
        return stored
    new = layout(design_of(project), previous=stored)
    # Not if a newer edit has been drawn meanwhile; two processes that draw the same one draw the same.
    Project.objects.filter(pk=project.pk, drawn_number__lte=project.number).update(
        layout=zlib.compress(msgspec.json.encode(new), 1), drawn_number=project.number
    )
    return new


def _decoded_layout(stored: bytes | memoryview | None) -> Layout | None:
    """None also where an older version wrote it in another form: it is drawn anew."""
    if not stored:
        return None
    try:
        return msgspec.json.decode(zlib.decompress(stored), type=Layout)
    except (msgspec.MsgspecError, zlib.error):
        return None
