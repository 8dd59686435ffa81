"""What holds for every relationship, new or altered."""

from designer.edits.proposals import attribute_fault, taken_attributes
from designer.edits.refused import NEW, refuse
from designer.model import Action, Design, Id, Relationship


def check_actions(design: Design, relationship: Relationship, object: Id = NEW) -> None:  # noqa: A002 -- Problem's own name
    """Raises Refused where an action cannot be carried out."""
    for attribute in ("on_delete", "on_update"):
        if getattr(relationship, attribute) is Action.SET_NULL and _cannot_be_empty(design, relationship):
            message = "A required relationship cannot become NULL: make it optional, or choose another action."
            raise refuse(attribute, message, object=object)


def _cannot_be_empty(design: Design, relationship: Relationship) -> bool:
    cleared = relationship.set_fields or design.foreign_key_fields(relationship.id)
    return any(not design.fields[field].nullable for field in cleared)


def check_navigation(design: Design, relationship: Relationship, object: Id = NEW) -> None:  # noqa: A002
    """Raises Refused where a side's name cannot be an attribute, or is one of that entity's already."""
    sides = (("child_name", relationship.entity), ("parent_name", relationship.target))
    for attribute, entity in sides:
        name = getattr(relationship, attribute)
        if not name:
            continue
        if fault := attribute_fault(name):
            raise refuse(attribute, fault, object=object)
        taken = taken_attributes(design, entity, besides=relationship.id)
        if attribute == "parent_name" and relationship.entity == relationship.target:
            taken.add(relationship.child_name)
        if name in taken:
            message = f"{design.entities[entity].name} has a field or relationship called {name}: choose another name."
            raise refuse(attribute, message, object=object)
