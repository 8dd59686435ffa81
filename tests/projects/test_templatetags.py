"""Marks and times of the templates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.templatetags.icons import MARKS, icon, severity, sprite
from projects.templatetags.times import ago


def test_every_mark_is_in_the_sprite():
    for mark in MARKS:
        assert f'<symbol id="i-{mark}" viewBox="0 0 24 24"><' in sprite()


def test_a_mark_with_a_label_is_an_image_of_that_name():
    assert icon("add", label='Add "it"') == (
        '<svg class="icon" role="img" aria-label="Add &quot;it&quot;"><use href="#i-add"/></svg>'
    )
    assert 'aria-hidden="true"' in icon("add")
    assert 'aria-label="Error"' in severity("error")


def test_a_mark_that_is_not_there_fails_loudly():
    with pytest.raises(KeyError, match="MARKS"):
        icon("unicorn")


@pytest.mark.parametrize(
    ("seconds", "said"), [(5, "just now"), (61, "1\xa0minute ago"), (3 * 3600 + 120, "3\xa0hours ago")]
)
def test_how_long_ago_is_said_in_one_unit(seconds, said):
    assert ago(timezone.now() - timedelta(seconds=seconds)) == said
