import stat

import pytest

from designer.diagrams import graphviz as engine
from designer.diagrams import layout
from designer.diagrams.graphviz import DiagramUnavailable, command, run, version
from tests.designer.diagrams.samples import shop_in_areas
from tests.designs import design_of, field, foreign_key, table


@pytest.fixture
def without_bundled(monkeypatch, tmp_path):
    """No engine but what the test puts on PATH."""
    monkeypatch.setattr(engine.sysconfig, "get_path", lambda _: str(tmp_path / "nowhere"))
    monkeypatch.setenv("PATH", str(tmp_path))
    command.cache_clear()
    yield tmp_path
    command.cache_clear()


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_bundled_engine_is_used():
    assert "graphviz-pure" in command()
    assert version(command()) >= (16, 1)


def test_several_graphs_come_back_in_order():
    first, second = run("dot", ["digraph {n0 -> n1}", "digraph {n2}"])
    assert [each["name"] for each in first["objects"]] == ["n0", "n1"]
    assert [each["name"] for each in second["objects"]] == ["n2"]


def test_no_graph_needs_no_engine(without_bundled):
    assert run("dot", []) == []


def test_a_broken_graph_is_reported():
    with pytest.raises(DiagramUnavailable, match="drew 0 of 1"):
        run("dot", ["digraph {"])


def test_a_missing_engine_says_what_to_install(without_bundled):
    with pytest.raises(DiagramUnavailable, match="graphviz-pure"):
        run("dot", ["digraph {}"])


def test_an_old_engine_is_refused(without_bundled):
    script(without_bundled / "dot", "echo 'dot - graphviz version 2.26.3 (0)' >&2")
    with pytest.raises(DiagramUnavailable, match="too old"):
        run("dot", ["digraph {}"])


def test_an_engine_on_the_path_is_used_where_there_is_no_other(without_bundled):
    script(
        without_bundled / "dot",
        """if [ "$1" = -V ]; then echo 'dot - graphviz version 12.0.0 (0)' >&2; exit; fi
echo '{"objects": [{"name": "n0", "pos": "1,2"}]}'""",
    )
    assert run("dot", ["digraph {n0}"]) == [{"objects": [{"name": "n0", "pos": "1,2"}]}]


@pytest.mark.parametrize("busy", ["sleeping", "counting"])
def test_an_engine_that_runs_for_ever_is_stopped(without_bundled, monkeypatch, busy):
    monkeypatch.setattr(engine, "SECONDS", 1)
    forever = {"sleeping": "exec /bin/sleep 600", "counting": "while :; do :; done"}[busy]
    script(without_bundled / "graphviz-pure", f'[ "$1" = -V ] && {{ echo graphviz-pure; exit; }}\n{forever}')
    with pytest.raises(DiagramUnavailable):
        run("dot", ["digraph {n0}"])


def test_no_name_reaches_the_engine(monkeypatch):
    asked = []
    real = engine.run

    def run_and_note(name, graphs, *options):
        asked.extend(graphs)
        return real(name, graphs, *options)

    monkeypatch.setattr("designer.diagrams.placement.graphviz.run", run_and_note)
    layout(
        design_of(
            *table("secret_table", field("secret_table", "secret_field")),
            *table("b"),
            *foreign_key("secret_table", "b_id", "b"),
        )
    )
    assert asked
    assert not any("secret" in graph for graph in asked)


def test_other_engines_place_entities_alike(monkeypatch, tmp_path):
    import shutil

    other = shutil.which("dot")
    if other is None or version(other) < engine.OLDEST:
        pytest.skip("no other Graphviz on PATH")
    expected = layout(shop_in_areas()).boxes
    monkeypatch.setattr(engine, "command", lambda: other)
    assert layout(shop_in_areas()).boxes == expected
