"""The workspace: whole pages, fragments for htmx, and what a page lacks since the state it shows."""

import zlib

from django.urls import reverse

from designer.changes import Add
from designer.model import PUBLIC, Entity
from projects import heads, journal

HTMX = {"HX-Request": "true"}


def test_the_page_shows_outline_diagram_and_inspector(shop, as_alice):
    text = as_alice.get(reverse("entity", args=(shop.pk, "purchase"))).content.decode()
    assert text.startswith("<!doctype html>")
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="er"' in text
    for name in ("customer", "product", "purchase", "purchase_line", "order_status"):
        assert f'title="{name}"' in text
    assert 'aria-current="true"><span class="clip" title="purchase"' in text


def test_an_empty_design_offers_a_start(blank, as_alice):
    text = as_alice.get(reverse("design", args=(blank.pk,))).content.decode()
    assert "An empty design" in text
    assert reverse("import", args=(blank.pk,)) in text


def test_htmx_gets_the_inspector_alone(shop, as_alice):
    url = reverse("entity", args=(shop.pk, "purchase"))
    text = as_alice.get(url, headers={**HTMX, "Design-State": shop.state}).content.decode()
    assert "<!doctype" not in text
    assert "<title>purchase, Shop</title>" in text
    assert 'class="er"' not in text


def added(project, author, name="coupon"):
    return journal.save(project, author, lambda _: (Add(Entity(id=name, schema=PUBLIC.id, name=name)),)).project


def test_a_page_that_shows_an_older_state_catches_up(shop, alice, as_alice):
    as_alice.get(reverse("design", args=(shop.pk,)))
    added(shop, alice)
    url = reverse("entity", args=(shop.pk, "purchase"))
    text = as_alice.get(url, headers={**HTMX, "Design-State": shop.state}).content.decode()
    for region in ('id="outline" hx-swap-oob', 'id="tally" hx-swap-oob', 'id="undo-redo" hx-swap-oob'):
        assert region in text
    assert 'id="design-state" value="2-' in text
    # Of the diagram it is sent what is new, and nothing that is as it was.
    assert 'hx-swap-oob="beforeend:#entities"' in text
    assert 'id="t-coupon"' in text
    assert 'id="t-customer"' not in text


def test_a_page_in_a_state_that_is_not_known_gets_the_whole_diagram(shop, alice, as_alice):
    url = reverse("entity", args=(shop.pk, "purchase"))
    text = as_alice.get(url, headers={**HTMX, "Design-State": "0-elsewhere"}).content.decode()
    assert 'id="world" hx-swap-oob="innerHTML"' in text
    assert 'id="t-customer"' in text


def test_back_asks_for_the_whole_page(shop, as_alice):
    url = reverse("entity", args=(shop.pk, "purchase"))
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert as_alice.get(url, headers=headers).content.startswith(b"<!doctype html>")


def test_the_pulse_is_silent_until_somebody_edits(shop, alice, as_alice):
    url = reverse("pulse", args=(shop.pk,))
    headers = {**HTMX, "Design-State": shop.state}
    assert as_alice.get(url, headers=headers).status_code == 204
    added(shop, alice)
    response = as_alice.get(url, headers=headers)
    assert response.status_code == 200
    assert "coupon" in response.content.decode()


def test_what_does_not_change_does_not_move(shop, alice, as_alice):
    as_alice.get(reverse("design", args=(shop.pk,)))
    shop.refresh_from_db()
    before = heads.layout_of(shop).boxes
    project = added(shop, alice)
    as_alice.get(reverse("design", args=(shop.pk,)))
    project.refresh_from_db()
    after = heads.layout_of(project).boxes
    assert project.drawn_number == 2
    assert {id: after[id] for id in before} == before


def test_undo_and_redo_go_back_to_the_page(shop, alice, as_alice):
    added(shop, alice)
    here = reverse("checklist", args=(shop.pk,))
    response = as_alice.post(reverse("undo", args=(shop.pk,)), {"next": here}, follow=True)
    assert response.redirect_chain == [(here, 302)]
    assert "Undid: Added entity coupon" in response.content.decode()
    response = as_alice.post(reverse("redo", args=(shop.pk,)), {"next": "https://elsewhere.example/"})
    assert response.url == reverse("design", args=(shop.pk,))


def test_undoing_what_the_page_shows_says_that_it_is_gone(shop, alice, as_alice):
    added(shop, alice)
    here = reverse("entity", args=(shop.pk, "coupon"))
    response = as_alice.post(reverse("undo", args=(shop.pk,)), {"next": here}, headers=HTMX, follow=True)
    assert response.status_code == 404
    assert "This is not in the design" in response.content.decode()
    assert 'id="outline" hx-swap-oob' in response.content.decode()


def test_a_layout_that_an_older_version_wrote_is_made_anew(shop, alice):
    before = heads.layout_of(shop)
    shop.layout = zlib.compress(b'{"boxes": "as they once were"}')
    shop.drawn_number, shop.number = shop.number, shop.number + 1
    assert heads.layout_of(shop).boxes == before.boxes
