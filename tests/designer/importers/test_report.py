from designer.importers import ImportReport, Statement, Verdict


def statement(number: int, verdict: Verdict) -> Statement:
    return Statement(number=number, line=number, text="x", verdict=verdict)


def test_a_report_counts_its_verdicts() -> None:
    verdicts = [Verdict.KEPT, Verdict.KEPT, Verdict.KEPT, Verdict.APPROXIMATED, Verdict.APPROXIMATED, Verdict.DROPPED]
    report = ImportReport(statements=tuple(statement(number, each) for number, each in enumerate(verdicts, 1)))
    assert (report.kept, report.approximated, report.dropped, report.ignored) == (3, 2, 1, 0)
    assert [each.number for each in report.losses] == [4, 5, 6]
