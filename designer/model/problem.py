"""What is wrong with a design that must not be kept."""

from msgspec import Struct

from designer.model.identity import Id


class Problem(Struct, frozen=True):
    """One broken rule: the object, its attribute, and a sentence for the user that says what to do."""

    object: Id
    attribute: str
    message: str


class InvalidDesign(ValueError):
    """A design that breaks invariants; `problems` says which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems
