from designer.model import SequenceOptions, TypeName
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import field, sequence


def test_serial_is_an_integer_with_a_sequence_of_its_own(load: Load) -> None:
    design = load("CREATE TABLE t (id serial)")
    found = field(design, "t", "id")
    assert (found.type, found.default) == (TypeName("integer"), "nextval('public.t_id_seq'::regclass)")
    assert found.identity is None
    owned = sequence(design, "t_id_seq")
    assert (owned.owned_by, owned.type, owned.options) == (found.id, "integer", SequenceOptions())


def test_only_what_was_chosen_is_an_option(load: Load) -> None:
    design = load(
        """
        CREATE SEQUENCE plain;
        CREATE SEQUENCE odd AS smallint START WITH 5 INCREMENT BY 2 MINVALUE 3 MAXVALUE 99 CACHE 7 CYCLE;
        CREATE SEQUENCE down INCREMENT BY -1;
        COMMENT ON SEQUENCE plain IS 'Numbers.';
        """
    )
    assert (sequence(design, "plain").options, sequence(design, "plain").type) == (SequenceOptions(), "bigint")
    assert (sequence(design, "plain").description, sequence(design, "plain").owned_by) == ("Numbers.", None)
    expected = SequenceOptions(start=5, increment=2, minimum=3, maximum=99, cache=7, cycle=True)
    assert (sequence(design, "odd").options, sequence(design, "odd").type) == (expected, "smallint")
    assert sequence(design, "down").options == SequenceOptions(increment=-1)
