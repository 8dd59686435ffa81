"""Names that mean something already where generated names stand."""

import builtins

# What the generated modules import or define; a class attribute of the same name would hide it from the class's body.
MODULE_NAMES = frozenset(
    """
    sa pg dt Any ClassVar Optional Decimal UUID uuid4 StrEnum TYPE_CHECKING Mapped registry MutableDict MutableList
    UserDefinedType set_attribute Field Relationship SQLModel Base PostgresType InetValue CidrValue
    values_of quoted_name
    """.split()
)
_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))

# Attributes of SQLModel and pydantic classes (a test holds this list against the installed SQLModel), what SQLAlchemy's
# declarative scan keeps for itself, and the name of a class in SQLModel's constructor.
_CLASS_ATTRIBUTES = frozenset(
    """
    cls self registry metadata construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json
    sqlmodel_update update_forward_refs validate
    model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
    model_validate_json model_validate_strings
    """.split()
)
# Pydantic warns of every attribute that begins so.
_PROTECTED = ("model_validate", "model_dump")
# Types in annotations: `int: int` would make the annotation refer to the field itself.
_ANNOTATIONS = frozenset("int str bool float bytes list dict".split())

CLASS_NAMES = MODULE_NAMES | _BUILTINS
_ATTRIBUTES = _CLASS_ATTRIBUTES | _ANNOTATIONS | MODULE_NAMES

# Modules of the package, and what Windows takes for a device.
MODULES = frozenset(
    "base enums sequences tables types con prn aux nul clock".split()
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)


def is_reserved_attribute(name: str) -> bool:
    """Whether a field or relationship of this name would break the class, hide an inherited name or warn."""
    return name in _ATTRIBUTES or name.startswith(_PROTECTED)
