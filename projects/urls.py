"""URLs are nouns: what changes something is a POST to what it makes or changes."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from projects.forms.accounts import SignInForm
from projects.views import (
    checklist,
    deletions,
    entities,
    enums,
    exports,
    fields,
    health,
    history,
    imports,
    jobs,
    keys,
    projects,
    relationships,
    workspace,
)

sign_in = auth.LoginView.as_view(
    template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)

project = [
    path("", workspace.design, name="design"),
    path("pulse/", workspace.pulse, name="pulse"),
    path("settings/", projects.settings, name="settings"),
    path("deletion/", projects.deletion, name="project-deletion"),
    path("undo/", history.undo, name="undo"),
    path("redo/", history.redo, name="redo"),
    path("history/", history.index, name="history"),
    path("history/<int:number>/", history.edit, name="edit"),
    path("entities/new/", entities.new, name="entity-new"),
    path("entities/<str:entity>/", entities.fields, name="entity"),
    path("entities/<str:entity>/about/", entities.about, name="entity-about"),
    path("entities/<str:entity>/timestamps/", entities.timestamps, name="entity-timestamps"),
    path("entities/<str:entity>/fields/", fields.create, name="fields"),
    path("entities/<str:entity>/relationships/", relationships.of, name="entity-relationships"),
    path("entities/<str:entity>/relationships/new/", relationships.new, name="relationship-new"),
    path("entities/<str:entity>/keys/", keys.of, name="entity-keys"),
    path("entities/<str:entity>/uniques/new/", keys.new_unique, name="unique-new"),
    path("entities/<str:entity>/checks/new/", keys.new_check, name="check-new"),
    path("entities/<str:entity>/indexes/new/", keys.new_index, name="index-new"),
    path("fields/<str:field>/", fields.alter, name="field"),
    path("fields/<str:field>/position/", fields.position, name="field-position"),
    path("relationships/<str:relationship>/", relationships.relationship, name="relationship"),
    path("uniques/<str:unique>/", keys.unique, name="unique"),
    path("checks/<str:check>/", keys.check, name="check"),
    path("indexes/<str:index>/", keys.index, name="index"),
    path("enums/new/", enums.new, name="enum-new"),
    path("enums/<str:enum>/", enums.enum, name="enum"),
    path("enums/<str:enum>/values/", enums.new_value, name="enum-values"),
    path("enum-values/<str:value>/", enums.value, name="enum-value"),
    path("enum-values/<str:value>/position/", enums.position, name="enum-value-position"),
    path("objects/<str:id>/deletion/", deletions.deletion, name="deletion"),
    path("import/", imports.new, name="import"),
    path("imports/<int:record>/", imports.report, name="import-report"),
    path("checklist/", checklist.index, name="checklist"),
    path("checklist/<str:rule>/<str:object>/", checklist.diagnostic, name="diagnostic"),
    path("checklist/<str:rule>/<str:object>/fix/", checklist.fix, name="fix"),
    path("export/", exports.page, name="export"),
    path("export/bundle.zip", exports.archive, name="archive"),
    path("proofs/", exports.proofs, name="proofs"),
]

urlpatterns = [
    path("", projects.index, name="projects"),
    path("projects/new/", projects.new, name="project-new"),
    path("projects/<int:pk>/", include(project)),
    path("jobs/<uuid:id>/", jobs.job, name="job"),
    path("jobs/<uuid:id>/cancellation/", jobs.cancellation, name="cancellation"),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-out/", login_not_required(auth.LogoutView.as_view()), name="sign-out"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler404 = "projects.views.errors.not_found"
