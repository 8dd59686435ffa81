"""What the recipes that alter an object in place are given."""

from msgspec import Struct

from designer.migrations.python_code import Statement
from designer.migrations.step import Hazard, Step
from designer.model import Design, Object


class Alteration[T: Object](Struct, frozen=True):
    """An object of `settled` (the old design under its new names) and what it becomes in `new`."""

    settled: Design
    new: Design
    before: T
    after: T

    def changes(self, *attributes: str) -> bool:
        """Whether any of these attributes differs."""
        return any(getattr(self.before, each) != getattr(self.after, each) for each in attributes)

    def step(
        self,
        summary: str,
        *statements: Statement,
        hazard: Hazard | None,
        reversible: bool = True,
        loses_data: bool = False,
    ) -> Step:
        """A step about the object."""
        return Step(
            summary=summary,
            statements=statements,
            object=self.after.id,
            hazard=hazard,
            reversible=reversible,
            loses_data=loses_data,
        )
