from designer.proof import Difference, ProofReport, decode_report, encode_report


def test_a_report_survives_json() -> None:
    report = ProofReport(
        models_import=True,
        upgrade=True,
        differences=(Difference(object="field a.b.c", attribute="type", expected="text", found="integer"),),
        drift=2,
        drift_details=("add_index a.b", "remove_index a.b"),
        not_verified=("extension postgis",),
        logs={"upgrade": "é"},
        seconds={"upgrade": 0.5},
        server_version=180006,
        digest="00",
    )
    assert decode_report(encode_report(report)) == report


def test_nothing_is_claimed_that_was_not_reached() -> None:
    report = ProofReport()
    claims = (report.models_import, report.upgrade, report.catalog_equal, report.downgrade_clean, report.reupgrade)
    assert not any((*claims, report.proven))
    assert report.drift is None
