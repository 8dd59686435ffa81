"""Expressions as a person types them: checked where they are typed, in the words of the form."""

import postgast
from postgast import pg_query_pb2 as pb

from designer.edits.refused import NEW, refuse
from designer.model import Design, ExpressionError, Id, literal
from designer.model.expression import column_names, parse_expression


def typed(text: str, attribute: str, *, object: Id = NEW) -> str:  # noqa: A002 -- Problem's own name
    """The text without the space around it, once it is one expression that a table may hold. Raises Refused."""
    text = text.strip().rstrip("; \n\t\r")
    try:
        tree = parse_expression(text)
    except ExpressionError as error:
        raise refuse(attribute, str(error), object=object) from error
    if isinstance(tree, pb.SubLink) or any(isinstance(node, pb.SubLink) for _, node in postgast.walk(tree)):
        message = "PostgreSQL allows no SELECT inside this expression: put it into a function or a trigger."
        raise refuse(attribute, message, object=object)
    return text


def typed_default(text: str, attribute: str = "default", *, object: Id = NEW) -> str:  # noqa: A002
    """A default: it may name no field. A bare word is usually a text that lacks its quotes, and the message says so."""
    text = typed(text, attribute, object=object)
    if names := sorted(column_names(text)):
        meant = f" For the text write {literal(text)}." if text.replace("_", "").isalnum() else ""
        message = f"A default cannot name a field, and {names[0]} is read as one.{meant}"
        raise refuse(
            attribute, f"{message} For a value made from other fields make it a generated field.", object=object
        )
    return text


def named_fields(design: Design, entity: Id, expression: str) -> tuple[Id, ...]:
    """Ids of the entity's fields that an expression names, in their order."""
    names = column_names(expression)
    return tuple(field.id for field in design.fields_of(entity) if field.name in names)
