from designer.checklist import Severity
from designer.checklist.rules.undecided_deletion import UndecidedDeletion
from designer.model import Action
from tests.designer.checklist.designs import child_of_parent, found, only
from tests.designs import shop


def test_every_chosen_action_is_fine():
    assert found(UndecidedDeletion, shop()) == []
    for action in Action:
        assert found(UndecidedDeletion, child_of_parent(on_delete=action)) == []


def test_an_unchosen_action_is_a_warning_that_nobody_decides_for_people():
    diagnostic = only(UndecidedDeletion, child_of_parent(on_delete=None))
    assert (diagnostic.severity, diagnostic.subject, diagnostic.fix) == (Severity.WARNING, "child.parent_id", None)
    assert diagnostic.message == "child.parent_id does not say what becomes of child rows when their parent is deleted."


def test_set_null_is_advised_only_where_it_can_be():
    required = only(UndecidedDeletion, child_of_parent(on_delete=None))
    optional = only(UndecidedDeletion, child_of_parent(on_delete=None, nullable=True))
    assert "SET NULL" not in required.advice
    assert "SET NULL" in optional.advice
