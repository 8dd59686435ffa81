"""Imports and proofs as jobs: what they leave behind, how they stop, what is said when they cannot."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from projects import heads, jobs, tasks
from projects.models import ImportRecord, Job, ProofRecord
from projects.tasks import begin, perform
from tests.projects.test_workspace import HTMX

SQL = """
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE author (id uuid PRIMARY KEY, name text NOT NULL, mood mood);
CREATE TABLE book (id uuid PRIMARY KEY, author_id uuid NOT NULL REFERENCES author (id) ON DELETE CASCADE);
GRANT SELECT ON author TO PUBLIC;
"""


def imported(as_alice, project, **post):
    return as_alice.post(reverse("import", args=(project.pk,)), post)


def test_pasted_sql_becomes_the_design_with_a_report(blank, as_alice):
    response = imported(as_alice, blank, text=SQL)
    job = Job.objects.get(project=blank)
    assert response.url == reverse("job", args=(job.pk,))
    assert (job.state, job.error, job.progress, job.input) == (Job.State.DONE, "", 1.0, b"")
    blank.refresh_from_db()
    assert {each.name for each in heads.design_of(blank).entities.values()} == {"author", "book"}
    assert blank.edits.get().summary == "Imported pasted SQL"
    page = as_alice.get(response.url, follow=True)
    assert page.redirect_chain[-1][0] == reverse("import-report", args=(blank.pk, ImportRecord.objects.get().pk))
    text = page.content.decode()
    assert "3 statements kept, 0 approximated, 0 dropped" in text
    assert "CREATE TABLE author" in text


def test_the_report_can_be_read_by_verdict(blank, as_alice):
    imported(as_alice, blank, text=SQL)
    url = reverse("import-report", args=(blank.pk, ImportRecord.objects.get().pk))
    assert "CREATE TABLE author" not in as_alice.get(url, {"verdict": "ignored"}).content.decode()
    assert "GRANT SELECT" in as_alice.get(url, {"verdict": "ignored"}).content.decode()
    assert "No statement has this verdict" in as_alice.get(url, {"verdict": "dropped"}).content.decode()


def test_an_uploaded_file_gives_the_edit_its_name(blank, as_alice):
    imported(as_alice, blank, file=SimpleUploadedFile("library.sql", SQL.encode()))
    assert blank.edits.get().summary == "Imported library.sql"


def test_the_same_import_again_changes_nothing(blank, as_alice):
    imported(as_alice, blank, text=SQL)
    imported(as_alice, blank, text=SQL)
    assert blank.edits.count() == 1
    assert ImportRecord.objects.filter(number=None).count() == 1


def test_an_import_keeps_identities_and_what_no_database_holds(shop, as_alice):
    imported(as_alice, shop, text="CREATE TABLE customer (id uuid PRIMARY KEY, email text NOT NULL);")
    shop.refresh_from_db()
    design = heads.design_of(shop)
    assert set(design.entities) == {"customer"}
    assert "customer.email" in design.fields
    as_alice.post(reverse("undo", args=(shop.pk,)))
    shop.refresh_from_db()
    assert "purchase" in heads.design_of(shop).entities


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"text": ""}, "There is nothing to read"),
        ({"text": "  \n"}, "There is nothing to read"),
        ({"text": "SELECT 1", "file": SimpleUploadedFile("a.sql", b"SELECT 1")}, "Paste or upload, not both"),
        ({"file": SimpleUploadedFile("big.sql", b"-" * (10 * 2**20 + 1))}, "more than 10 MB"),
    ],
)
def test_what_cannot_be_an_import_is_said_beside_the_field(post, said, blank, as_alice):
    response = imported(as_alice, blank, **post)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Job.objects.exists()


def test_sql_that_cannot_be_read_fails_in_words(blank, as_alice):
    response = imported(as_alice, blank, text="This is a letter, not a schema.")
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    text = as_alice.get(response.url).content.decode()
    assert job.error
    assert "Traceback" not in job.error
    assert "Back to the import" in text
    assert blank.edits.count() == 0


def test_a_proof_is_kept_by_the_digest_of_the_bundle(shop, as_alice):
    as_alice.post(reverse("proofs", args=(shop.pk,)))
    assert Job.objects.get().state == Job.State.DONE
    record = ProofRecord.objects.get(digest=heads.bundle_of(shop).digest)
    assert record.proven
    text = as_alice.get(reverse("export", args=(shop.pk,))).content.decode()
    assert "Download, proven" in text
    assert "The downgrade leaves nothing behind" in text
    response = as_alice.get(reverse("archive", args=(shop.pk,)))
    assert response["Content-Disposition"] == 'attachment; filename="shop-proven.zip"'
    assert response.content == heads.bundle_of(shop).zip()


def test_a_bundle_without_a_proof_says_so(shop, as_alice):
    assert "Download, not proven" in as_alice.get(reverse("export", args=(shop.pk,))).content.decode()
    response = as_alice.get(reverse("archive", args=(shop.pk,)))
    assert response["Content-Disposition"] == 'attachment; filename="shop-not-proven.zip"'


def test_the_files_of_a_bundle_can_be_read(shop, as_alice):
    page = reverse("export", args=(shop.pk,))
    text = as_alice.get(page, {"file": "app/models/customer.py"}).content.decode()
    assert "class Customer(" in text
    assert as_alice.get(page, {"file": "../manage.py"}).status_code == 404


def test_a_task_that_is_delivered_twice_runs_once(blank, alice):
    job = begin(blank, alice, Job.Kind.IMPORT, source="a", content=SQL.encode())
    perform.call(str(job.pk))
    assert blank.edits.count() == 1


def test_a_second_proof_is_the_one_that_is_running(shop, alice):
    running = Job.objects.create(project=shop, kind=Job.Kind.PROOF, state=Job.State.RUNNING)
    assert begin(shop, alice, Job.Kind.PROOF) == running


def test_a_job_that_waits_is_stopped_at_once(shop, as_alice):
    job = Job.objects.create(project=shop, kind=Job.Kind.PROOF)
    as_alice.post(reverse("cancellation", args=(job.pk,)))
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED
    perform.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED


def test_a_running_job_stops_at_its_next_progress(blank, alice, as_alice, monkeypatch):
    def read(_source, *, progress):
        as_alice.post(reverse("cancellation", args=(Job.objects.get().pk,)))
        progress(0.5, "Half")

    monkeypatch.setattr(tasks, "read_sql", read)
    job = begin(blank, alice, Job.Kind.IMPORT, content=SQL.encode())
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED
    assert "Nothing has been changed" in as_alice.get(reverse("job", args=(job.pk,))).content.decode()
    assert blank.edits.count() == 0


def test_what_nobody_foresaw_fails_without_its_details(blank, alice, as_alice, monkeypatch):
    def read(_source, *, progress):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(tasks, "read_sql", read)
    job = begin(blank, alice, Job.Kind.IMPORT, content=SQL.encode())
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert str(job.pk) in job.error
    assert "secret" not in as_alice.get(reverse("job", args=(job.pk,))).content.decode()


def test_a_job_whose_worker_is_gone_is_given_up(shop, as_alice):
    job = Job.objects.create(project=shop, kind=Job.Kind.PROOF, state=Job.State.RUNNING)
    Job.objects.update(heartbeat=timezone.now() - timedelta(minutes=5))
    assert "The worker stopped in the middle" in as_alice.get(reverse("job", args=(job.pk,))).content.decode()


def test_progress_is_polled_as_a_fragment_until_it_leads_on(shop, as_alice):
    job = Job.objects.create(project=shop, kind=Job.Kind.PROOF, state=Job.State.RUNNING)
    jobs.Progress(job)(0.42, "Upgrading")
    url = reverse("job", args=(job.pk,))
    text = as_alice.get(url, headers=HTMX).content.decode()
    assert text.lstrip().startswith('<div class="overall" id="progress" hx-get=')
    assert "Upgrading" in text
    assert 'value="42"' in text
    Job.objects.update(state=Job.State.DONE)
    assert as_alice.get(url, headers=HTMX)["HX-Redirect"] == reverse("export", args=(shop.pk,))
    assert as_alice.get(url).url == reverse("export", args=(shop.pk,))
