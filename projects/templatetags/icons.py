"""{% icon "plus" %}: a mark from the page's sprite."""

from django import template

register = template.Library()
