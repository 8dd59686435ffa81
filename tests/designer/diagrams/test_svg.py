import re
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from designer.diagrams import Badge, Detail, Theme, draw, draw_edges, draw_entity, layout
from designer.diagrams.svg import draw as draw_svg
from designer.model import PUBLIC, Area, Entity, EnumType, Field, Schema, TypeName, TypeRef
from tests.designer.diagrams.samples import many, shop_in_areas
from tests.designs import design_of, field, foreign_key, shop, table

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "rect", "path", "circle", "text", "tspan", "title", "style"}
ATTRIBUTES = {
    *("class", "id", "x", "y", "width", "height", "viewBox", "d", "r", "rx", "cx", "cy", "dx", "transform"),
    *("font-size", "textLength", "lengthAdjust", "tabindex", "role", "aria-label", "aria-pressed"),
    *("data-entity", "data-from", "data-to"),
}
PLAIN = re.compile(r"[A-Za-z0-9_. -]*\Z")
HOSTILE = [
    "</text></svg><script>alert(1)</script>",
    '" onload="alert(1)',
    "' onmouseover='alert(1)",
    "<![CDATA[ ]]>",
    "&amp;&#0;&lt;",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% debug %}",
    "../../etc/passwd",
    'n0 [label="x"]; }',
    "顧客\u0301 עברית عربي 🙂",
    "a" * 200,
    "metadata",
]


def parsed(svg):
    return ElementTree.fromstring(svg)


def by_class(svg, css_class):
    return [each for each in parsed(svg).iter() if css_class in each.get("class", "").split()]


def hostile_design():
    objects = [Schema(id="s'><x", name="<schema>"), Area(id='a">', name=HOSTILE[0], rank="1", hue=3)]
    for number, name in enumerate(HOSTILE):
        id = f"e{number}<\"'&>"
        objects += [
            Entity(id=id, schema=PUBLIC.id if number % 2 else "s'><x", name=name, area='a">' if number % 3 else None),
            Field(id=f"{id}.f", entity=id, name=name, rank="1", type=TypeName(name)),
            EnumType(id=f"t{number}<", schema="s'><x", name=name),
            Field(id=f"{id}.t", entity=id, name=name[::-1], rank="2", type=TypeRef(f"t{number}<")),
            *table(f"t<{number}>"),
            *foreign_key(f"t<{number}>", name, "t<0>"),
        ]
    return design_of(*objects)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("design", [shop(), shop_in_areas(), hostile_design()], ids=["shop", "areas", "hostile"])
def test_only_known_elements_and_attributes_are_written(design, theme):
    root = parsed(draw(design, layout(design), theme=theme, badges={id: Badge(1, 2) for id in design.entities}))
    for each in root.iter():
        assert each.tag.removeprefix(SVG) in ELEMENTS
        assert set(each.attrib) <= ATTRIBUTES
        for attribute in ("id", "class", "data-entity", "data-from", "data-to", "role", "transform"):
            value = each.get(attribute, "")
            assert PLAIN.match(value.replace("translate(", "").replace(")", "")), value


def test_hostile_names_are_text_and_nothing_else():
    design = hostile_design()
    svg = draw(design, layout(design))
    titles = {"".join(each.itertext()) for each in by_class(svg, "name")}
    assert "javascript:alert(1)" in titles
    assert any(title.startswith('" onload="alert(1)') for title in titles)
    assert "<script" not in svg
    assert "{% debug %}" in svg  # the SVG is marked safe and never rendered as a template


def test_ids_are_different_for_different_entities():
    design = hostile_design()
    ids = [each.get("id") for each in parsed(draw(design, layout(design))).iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_control_characters_do_not_break_the_document():
    design = design_of(*table("t", field("t", "f", description="\x00")), *table("u", field("u", "a\x00b\x1b\ud800")))
    assert "ab" in draw(design, layout(design))


# --- entities ---------------------------------------------------------------------------------------------------------


def test_an_entity_can_be_reached_and_named():
    design = shop()
    entity = next(each for each in by_class(draw(design, layout(design)), "ent") if each.get("id") == "t-customer")
    assert entity.get("tabindex") == "0"
    assert entity.get("role") == "button"
    assert entity.get("aria-label") == "customer, 4 fields"
    assert entity.get("aria-pressed") == "false"
    assert entity.get("data-entity") == "customer"


def test_the_diagram_is_no_image_in_the_page_for_that_hides_its_entities():
    design = shop()
    assert parsed(draw(design, layout(design))).get("role") == "group"
    assert parsed(draw(design, layout(design), theme=Theme.LIGHT)).get("role") == "img"


def test_rows_show_marks_names_types_and_rings():
    design = shop()
    entity = parsed(f'<svg xmlns="{SVG[1:-1]}">{draw_entity(design, layout(design), "purchase")}</svg>')
    texts = [(each.get("class"), each.text) for each in entity.iter(f"{SVG}text")]
    assert texts[:7] == [
        ("name", "purchase"),
        ("k", "PK"),
        ("f f-pk", "id"),
        ("t", "uuid"),
        ("k", "FK"),
        ("f", "customer_id"),
        ("t", "uuid"),
    ]
    assert ("t", "order_status") in texts
    assert len([each for each in entity.iter() if each.get("class") == "null"]) == 1


def test_an_entity_alone_is_the_same_as_in_the_whole():
    design = shop_in_areas()
    drawn = layout(design)
    assert draw_entity(design, drawn, "order") in draw(design, drawn)
    assert draw_edges(design, drawn) in draw(design, drawn)


def test_long_names_are_cut_and_told_in_full():
    name = "a_very_long_name_that_goes_on_and_on_until_it_does_not_fit_any_more"
    design = design_of(*table("t", field("t", name)))
    (cut,) = [each for each in by_class(draw(design, layout(design)), "f") if (each.text or "").startswith("a_very")]
    assert cut.text.endswith("…")
    assert cut.find(f"{SVG}title").text == name


def test_text_of_another_font_is_made_to_fit():
    design = design_of(*table("t", field("t", "顧客番号")))
    (text,) = [each for each in by_class(draw(design, layout(design)), "f") if each.text == "顧客番号"]
    assert float(text.get("textLength")) == pytest.approx(8 * 7.2)


def test_findings_are_marked_by_shape_and_word():
    design = shop()
    badges = {"customer": Badge(errors=1, warnings=2), "product": Badge(warnings=2)}
    svg = draw(design, layout(design), badges=badges)
    assert len(by_class(svg, "badge-error")) == 1
    assert len(by_class(svg, "badge-warn")) == 1
    assert 'aria-label="product, 5 fields, 2 warnings"' in svg
    assert "<title>1 error, 2 warnings</title>" in svg


def test_the_selected_entity_and_its_relationships_are_lit_and_painted_last():
    design = shop()
    svg = draw(design, layout(design), selected="customer")
    assert [each.get("id") for each in by_class(svg, "selected")] == ["t-customer"]
    edges = by_class(svg, "rel")
    assert [each.get("data-to") for each in edges if "on" in each.get("class").split()] == ["customer"]
    assert edges[-1].get("data-to") == "customer"


def test_a_very_long_entity_shows_its_keys_and_says_how_much_more_there_is():
    fields = [field("t", f"f{number}", rank=f"5{number:03}") for number in range(90)]
    design = design_of(*table("p"), *table("t", *fields), *foreign_key("t", "zz_id", "p"))
    entity = draw_entity(design, layout(design), "t")
    assert "54 more fields" in entity
    assert 'aria-label="t, 94 fields"' in entity
    assert ">zz_id<" in entity


def test_partitions_are_folded_into_their_table():
    months = [
        replace(each, partition_of="log", partition_bound="DEFAULT") if isinstance(each, Entity) else each
        for month in ("log_1", "log_2")
        for each in table(month)
    ]
    design = design_of(*table("log"), *months)
    svg = draw(design, layout(design))
    assert [each.get("data-entity") for each in by_class(svg, "ent")] == ["log"]
    assert "2 partitions" in svg


def test_relationships_to_a_hub_in_another_frame_are_told_in_words():
    objects = [*table("person")]
    for number in range(12):
        objects += [*table(f"t{number}"), *foreign_key(f"t{number}", "person_id", "person")]
    areas = [Area(id="one", name="One", rank="1"), Area(id="two", name="Two", rank="2", hue=2)]
    design = design_of(*objects, *areas)
    homes = {each: replace(one, area="one" if each == "person" else "two") for each, one in design.entities.items()}
    design = replace(design, entities=homes)
    svg = draw(design, layout(design))
    words = by_class(svg, "link")
    assert {each.text for each in words} == {"→ person"}
    assert {each.get("data-to") for each in words} == {"person"}
    assert not by_class(svg, "rel")


# --- detail and theme -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", list(Detail))
def test_less_detail_moves_nothing(detail):
    design = shop_in_areas()
    drawn = layout(design)
    places = {each.get("id"): each.get("transform") for each in by_class(draw(design, drawn), "ent")}
    less = by_class(draw(design, drawn, detail=detail), "ent")
    assert {each.get("id"): each.get("transform") for each in less} == places


def test_keys_shows_keys_and_names_shows_names():
    design = shop()
    drawn = layout(design)
    keys = draw(design, drawn, detail=Detail.KEYS)
    assert {each.text for each in by_class(keys, "f")} == {"id", "customer_id", "purchase_id", "product_id"}
    assert not by_class(draw(design, drawn, detail=Detail.NAMES), "f")


@pytest.mark.parametrize("detail", [Detail.KEYS, Detail.NAMES])
def test_lines_end_at_the_rows_that_are_shown(detail):
    design = shop()
    drawn = layout(design)
    (edge,) = [
        each for each in by_class(draw(design, drawn, detail=detail), "rel") if each.get("data-from") == "purchase"
    ]
    start = re.match(r"M([\d.]+) ([\d.]+)", edge.find(f"{SVG}path").get("d"))
    box = drawn.boxes["purchase"]
    row = {Detail.KEYS: 28 + 20 + 10, Detail.NAMES: 14}[detail]
    assert float(start[2]) == box.y + row


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_picture_stands_alone(theme):
    design = shop_in_areas()
    svg = draw(design, layout(design), theme=theme)
    assert "var(" not in svg
    assert "oklch" not in svg
    assert "url(" not in svg
    assert "tabindex" not in svg


def test_the_same_design_gives_the_same_bytes():
    design = many(30)
    assert draw_svg(design, layout(design)) == draw_svg(design, layout(design))


def test_an_entity_that_the_layout_does_not_know_is_left_out():
    design = shop()
    drawn = layout(design)
    more = design_of(*table("refund"), *foreign_key("refund", "purchase_id", "purchase"), base=design)
    assert "refund" not in draw(more, drawn)
    with pytest.raises(KeyError):
        draw_entity(more, drawn, "refund")
