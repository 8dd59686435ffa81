from collections.abc import Iterator
from functools import lru_cache

import postgast
from postgast import pg_query_pb2 as pb

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.words import names_many, names_one, snake_case
from designer.model import Domain, Entity, EnumType, Field, Schema, TableNames
from designer.model.inflection import plural, singular
from designer.model.names import is_plain

type _Named = Schema | EnumType | Domain | Entity | Field


class IrregularName(Rule):
    """Name against the conventions.

    The name is not lower-case snake_case, or it is a reserved word of SQL; either way PostgreSQL finds it only between
    double quotes. Or an entity's name is plural where the project's are singular, or the reverse (a remark).

    Why it matters: whoever forgets the quotes gets an error, or with a word such as user another answer: SELECT * FROM
    user gives the name of the current role.

    What to do: rename it in snake_case, to a word that is not reserved; follow the project's convention for one or
    many, or change the convention.

    Source: PostgreSQL manual, "Identifiers and Key Words" and appendix C, "SQL Key Words".
    """

    code = "NAM-001"
    topic = Topic.NAMES
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        design = survey.design
        for named in sorted(design.schemas.values(), key=lambda each: each.name):
            yield from self._spelling(survey, named)
        for entity in survey.entities:
            found = list(self._spelling(survey, entity)) or list(self._number(survey, entity))
            yield from found
            for field in survey.fields(entity):
                yield from self._spelling(survey, field)
        types: tuple[EnumType | Domain, ...] = (*design.enum_types.values(), *design.domains.values())
        for defined in sorted(types, key=lambda each: (design.qualified_name(each), each.id)):
            yield from self._spelling(survey, defined)

    def _spelling(self, survey: Survey, named: _Named) -> Iterator[Diagnostic]:
        if not is_plain(named.name):
            name = _with_kind(survey, named)
            better = snake_case(named.name)
            advice = _renaming(better) if is_plain(better) else "Use lower-case words joined by underscores."
            yield self.finding(survey, named, f"{name} is not snake_case{_quoting(named.name)}.", advice)
        elif is_reserved(named.name):
            name = _with_kind(survey, named)
            message = f"{named.name} is a reserved word of SQL: {name} has to be quoted in every query."
            yield self.finding(survey, named, message, "Rename it to a word that is not reserved.")

    def _number(self, survey: Survey, entity: Entity) -> Iterator[Diagnostic]:
        match survey.design.conventions.table_names:
            case TableNames.SINGULAR if names_many(entity.name):
                found, wanted, better = "many", "one", singular(entity.name)
            case TableNames.PLURAL if names_one(entity.name):
                found, wanted, better = "one", "many", plural(entity.name)
            case _:
                return
        message = f"{survey.name_of(entity)} names {found}, and the project's convention is a name for {wanted}."
        advice = f"{_renaming(better)} Or change the project's convention."
        yield self.finding(survey, entity, message, advice, severity=Severity.INFO)


def _with_kind(survey: Survey, named: _Named) -> str:
    name = survey.name_of(named)
    match named:
        case Schema():
            return f"The schema {name}"
        case EnumType():
            return f"The enum {name}"
        case Domain():
            return f"The domain {name}"
        case Entity() | Field():
            return name


def _renaming(better: str) -> str:
    if is_reserved(better):
        return f"Rename it, but not to {better}: that is a reserved word of SQL."
    return f"Rename it to {better}."


def _quoting(name: str) -> str:
    """Letters beyond ASCII need no quotes in PostgreSQL; capitals and punctuation do."""
    bare = name.isidentifier() and not any("A" <= character <= "Z" for character in name)
    return "" if bare else ": it has to be quoted in every query"


@lru_cache(maxsize=20_000)
def is_reserved(name: str) -> bool:
    """Whether PostgreSQL takes a plain name for a keyword where a table or column is meant."""
    kinds = {pb.RESERVED_KEYWORD, pb.TYPE_FUNC_NAME_KEYWORD}
    tokens = postgast.scan(name).tokens
    return len(tokens) == 1 and tokens[0].keyword_kind in kinds
