import importlib
import pkgutil

import pytest

from designer.checklist import RULES, Severity, Topic, explain, rules
from designer.checklist.rule import Rule, help_page
from designer.checklist.survey import Survey
from designer.model import EMPTY


def test_every_rule_is_registered_once_and_has_a_file_and_tests_of_its_own():
    files = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert {rule.__module__.rpartition(".")[2] for rule in RULES} == files
    assert len(set(RULES)) == len(RULES) == len(files) == 15
    for file in files:
        importlib.import_module(f"tests.designer.checklist.rules.test_{file}")


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_named_after_its_file(rule):
    assert "".join(word.capitalize() for word in rule.__module__.rpartition(".")[2].split("_")) == rule.__name__


@pytest.mark.parametrize("rule", RULES)
def test_the_docstring_is_a_whole_help_page(rule):
    page = explain(rule.code)
    assert page.name == rule.__name__
    assert page.title
    assert not page.title.endswith(".")
    assert all(len(part) > 30 for part in (page.what, page.why, page.advice, page.source))
    assert "  " not in page.what + page.why + page.advice + page.source
    assert isinstance(page.topic, Topic)
    assert isinstance(page.severity, Severity)


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_design_has_no_faults(rule):
    assert list(rule().check(Survey(EMPTY))) == []


def test_an_unknown_code_is_a_key_error():
    with pytest.raises(KeyError):
        explain("XXX-999")


def test_a_docstring_that_lacks_a_part_is_refused():
    class Half(Rule):
        """Half a rule.

        What it is.

        Why it matters: it does.
        """

        code, topic, severity = "HALF-1", Topic.NAMES, Severity.INFO

        def check(self, survey):
            yield from ()

    with pytest.raises(ValueError, match="what to do, source"):
        help_page(Half)
