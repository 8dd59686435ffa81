"""Views: each looks up through the viewer's scope, calls, renders."""
