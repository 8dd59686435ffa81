import datetime as dt
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from pydantic import ValidationError
from sqlalchemy import Table

from designer.model import (
    PUBLIC,
    Check,
    Conventions,
    Design,
    Domain,
    Entity,
    Field,
    Identity,
    Index,
    IndexMember,
    Schema,
    TypeName,
    TypeRef,
    UpdatedAt,
)
from tests.designer.codegen.designs import INTEGER, one_table, plain_table, reference
from tests.designer.codegen.loading import models
from tests.designs import TIMESTAMPTZ, design_of, field, shop


def _columns(app: ModuleType, model: str = "Thing") -> dict[str, Any]:
    return {column.name: column for column in getattr(app, model).__table__.columns}


def test_none_is_in_the_annotation_exactly_where_it_is_in_the_column(tmp_path: Path) -> None:
    design = one_table(
        field("thing", "needed"),
        field("thing", "optional", rank="6", nullable=True),
        field("thing", "at", TIMESTAMPTZ, rank="7", default="now()"),
        field("thing", "maybe_at", TIMESTAMPTZ, rank="8", default="now()", nullable=True),
    )
    with models(design, tmp_path) as app:
        fields = app.Thing.model_fields
        assert fields["needed"].annotation is str
        assert fields["optional"].annotation == str | None
        assert fields["at"].annotation is dt.datetime
        assert fields["maybe_at"].annotation == dt.datetime | None
        assert {name: column.nullable for name, column in _columns(app).items()} == {
            "id": False,
            "needed": False,
            "optional": True,
            "at": False,
            "maybe_at": True,
        }


def test_a_key_that_the_database_draws_is_none_until_then(tmp_path: Path) -> None:
    with models(one_table(field("thing", "id", INTEGER, rank="0", identity=Identity())), tmp_path) as app:
        assert app.Thing().id is None
        assert app.Thing.model_fields["id"].annotation == int | None


def test_an_integer_key_without_a_default_is_not_drawn_from_anywhere(tmp_path: Path) -> None:
    with models(one_table(), tmp_path) as app:
        assert app.Thing.__table__.autoincrement_column is None
        assert app.Thing.model_fields["id"].is_required()


def test_random_keys_are_made_in_python_and_in_the_database(tmp_path: Path) -> None:
    with models(shop(), tmp_path) as app:
        assert isinstance(app.Customer(email="a@example.org").id, UUID)
        assert str(_columns(app, "Customer")["id"].server_default.arg) == "gen_random_uuid()"


def test_values_are_validated(tmp_path: Path) -> None:
    design = one_table(
        field("thing", "name", TypeName("character varying(3)")),
        field("thing", "price", TypeName("numeric(5,2)"), rank="6"),
        field("thing", "stars", INTEGER, rank="7"),
    )
    design = design_of(Check(id="c", owner="thing", name="c", expression="stars >= 1 AND stars <= 5"), base=design)
    right = {"id": 1, "name": "abc", "price": Decimal("1.25"), "stars": 5}
    with models(design, tmp_path) as app:
        assert app.Thing.model_validate(right).stars == 5
        for wrong in ({"name": "abcd"}, {"price": Decimal("1.255")}, {"stars": 6}, {"stars": 0}, {"stars": None}):
            with pytest.raises(ValidationError):
                app.Thing.model_validate({**right, **wrong})


def test_renamed_fields_keep_their_columns(tmp_path: Path) -> None:
    names = ["metadata", "first name", "class", "schema", "a.b", 'quo"te', "per%cent", "客户"]
    fields = [field("thing", name, rank=f"5{number}") for number, name in enumerate(names)]
    design = design_of(
        *plain_table("thing", *fields),
        Index(id="i", entity="thing", name="i"),
        IndexMember(id="i.1", index="i", field="thing.a.b", rank="1"),
        *plain_table("other", field("other", "x")),
        *reference("r", "other", "thing", ("x", "a.b")),
    )
    with models(design, tmp_path) as app:
        assert list(_columns(app)) == ["id", *names]
        made = app.Thing(id=1, metadata_="m", first_name="f", class_="c", schema_="s", a_b="x")
        assert (made.metadata_, made.a_b) == ("m", "x")


def test_a_field_named_like_its_type_keeps_its_name(tmp_path: Path) -> None:
    fields = [
        field("thing", "date", TypeName("date"), rank="1", nullable=True),
        field("thing", "time", TypeName("time without time zone"), rank="2", nullable=True),
        field("thing", "text", rank="3", default="'x'"),
        field("thing", "uuid", TypeName("uuid"), rank="4", default="gen_random_uuid()"),
        field("thing", "datetime", TIMESTAMPTZ, rank="5", nullable=True),
    ]
    with models(one_table(*fields), tmp_path) as app:
        assert app.Thing.model_fields["date"].annotation == dt.date | None
        assert app.Thing(id=1).text == "x"


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    with models(one_table(field("thing", "password_hash", sensitive=True)), tmp_path) as app:
        assert "hunter2" not in repr(app.Thing(id=1, password_hash="hunter2"))


def test_words_are_descriptions_and_comments(tmp_path: Path) -> None:
    design = design_of(
        *plain_table("thing", field("thing", "name", description='What it\'s "called":\n  \\o/')),
        Entity(id="other", schema=PUBLIC.id, name="other", description='Closes """ and \\ it.'),
    )
    with models(design, tmp_path) as app:
        assert app.Thing.model_fields["name"].description == 'What it\'s "called": \\o/'
        assert _columns(app)["name"].comment == 'What it\'s "called":\n  \\o/'
        assert app.other_table.comment == 'Closes """ and \\ it.'
        assert app.Thing.__doc__.startswith("A row of thing.")


def _kept(how: UpdatedAt) -> Design:
    at = field("thing", "updated_at", TIMESTAMPTZ, default="now()")
    return Design(
        conventions=Conventions(updated_at=how),
        **{
            name: getattr(one_table(at), name)
            for name in ("schemas", "entities", "fields", "primary_keys", "key_members")
        },
    )


def test_updated_at_is_kept_by_sqlalchemy_or_by_a_trigger(tmp_path: Path) -> None:
    with models(_kept(UpdatedAt.ONUPDATE), tmp_path) as app:
        assert str(_columns(app)["updated_at"].onupdate.arg) == "now()"
        assert app.Thing.__mapper__.eager_defaults is True
    with models(_kept(UpdatedAt.TRIGGER), tmp_path) as app:
        assert _columns(app)["updated_at"].onupdate is None
        assert _columns(app)["updated_at"].server_onupdate is not None


def test_changes_inside_a_document_are_noticed(tmp_path: Path) -> None:
    design = one_table(
        field("thing", "settings", TypeName("jsonb"), default="'{}'::jsonb"),
        field("thing", "tags", TypeName("text", 1), rank="6", default="'{}'::text[]"),
    )
    with models(design, tmp_path) as app:
        made = app.Thing(id=1)
        assert type(made.settings).__name__ == "MutableDict"
        assert type(made.tags).__name__ == "MutableList"
        made.settings = {"a": 1}
        assert type(made.settings).__name__ == "MutableDict"


def test_the_base_tracks_changes_only_where_something_can_change_inside(tmp_path: Path) -> None:
    with models(one_table(), tmp_path) as app:
        assert "__setattr__" not in vars(app.Base)


def test_a_table_without_a_key_is_a_plain_table(tmp_path: Path) -> None:
    design = design_of(
        *plain_table("log", field("log", "at", TIMESTAMPTZ, default="now()"), key=()),
        Entity(id="part", schema=PUBLIC.id, name="part", partition_of="log", partition_bound="DEFAULT"),
    )
    with models(design, tmp_path) as app:
        assert isinstance(app.log_table, Table)
        assert app.log_table.metadata is app.Base.metadata
        assert set(app.Base.metadata.tables) == {"log"}


def test_partitions_are_left_to_postgres_unless_something_refers_to_them(tmp_path: Path) -> None:
    part = replace(Entity(id="part", schema=PUBLIC.id, name="part", partition_of="log"), partition_bound="DEFAULT")
    design = design_of(
        *plain_table("log"),
        part,
        Field(id="part.id", entity="part", name="id", rank="1", type=INTEGER, nullable=False, inherited=True),
        *plain_table("note", field("note", "part_id", INTEGER)),
        *reference("r", "note", "part", ("part_id", "id")),
    )
    with models(design, tmp_path) as app:
        assert set(app.Base.metadata.tables) == {"log", "note", "part"}


def test_a_domain_passes_on_its_rules(tmp_path: Path) -> None:
    design = design_of(
        Domain(id="name", schema=PUBLIC.id, name="name", type=TypeName("text"), nullable=False, default="'x'::text"),
        *plain_table("thing", field("thing", "name", TypeRef("name"), nullable=True)),
    )
    with models(design, tmp_path) as app:
        assert app.Thing.model_fields["name"].annotation is str
        assert app.Thing(id=1).name == "x"


def test_schemas_and_same_names(tmp_path: Path) -> None:
    design = design_of(
        Schema(id="s", name="My schema"),
        *plain_table("user"),
        replace(Entity(id="s.user", schema="s", name="user"), description="Theirs."),
        *(
            replace(
                each, entity="s.user", id=f"s.{each.id}", **({"key": "s.user_pkey"} if hasattr(each, "key") else {})
            )
            if hasattr(each, "entity")
            else replace(each, id=f"s.{each.id}", key="s.user_pkey", field="s.user.id")
            for each in plain_table("user")[1:]
        ),
    )
    with models(design, tmp_path) as app:
        assert app.User.__table__.fullname == "user"
        assert app.MySchemaUser.__table__.fullname == "My schema.user"


def test_all_in_one_file(tmp_path: Path) -> None:
    with models(shop(), tmp_path, one_file=True) as app:
        assert app.Customer.__module__.endswith(".models.tables")
        assert app.Purchase(customer=app.Customer(email="x")).customer.email == "x"
