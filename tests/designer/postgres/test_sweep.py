import psycopg
from psycopg import sql

from designer.postgres import server
from designer.postgres.sweep import GRACE_SECONDS, is_overdue, sweep

OLD = "scratch_00000001_0123456789ab"


def test_only_scratch_names_past_their_time_are_overdue() -> None:
    assert is_overdue(OLD, now=2.0 + GRACE_SECONDS)
    assert not is_overdue(OLD, now=1.0 + GRACE_SECONDS)
    assert not is_overdue("scratch_00000001_0123456789ab_of_mine", now=1e9)
    assert not is_overdue("postgres", now=1e9)


def test_what_a_killed_process_left_is_cleared_away() -> None:
    with server().connect() as administrator:
        administrator.execute(f"DROP DATABASE IF EXISTS {OLD}")
        administrator.execute(f"DROP ROLE IF EXISTS {OLD}")
        administrator.execute(f"CREATE ROLE {OLD}")
        administrator.execute(f"GRANT {OLD} TO CURRENT_USER")
        administrator.execute(f"CREATE DATABASE {OLD} OWNER {OLD}")
        sweep(administrator)
        assert names(administrator) == []


def names(connection: psycopg.Connection) -> list[tuple[str]]:
    return connection.execute(
        sql.SQL(
            "SELECT datname FROM pg_database WHERE datname = {0} UNION SELECT rolname FROM pg_roles WHERE rolname = {0}"
        ).format(sql.Literal(OLD))
    ).fetchall()
