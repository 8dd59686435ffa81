"""Limits that hold although the session lifts its own."""

import time

import psycopg
import pytest

from designer.postgres import Limits, scratch_database

LIFT = "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; "


def test_a_sleeper_is_cut_off_in_time() -> None:
    start = time.monotonic()
    with scratch_database(Limits(seconds=1)) as database, database.connect() as connection:
        with pytest.raises(psycopg.OperationalError):
            connection.execute(LIFT + "SELECT pg_sleep(600)")
        assert time.monotonic() - start < 5
        assert database.cut_off == "It took longer than 1 seconds."


def test_a_loop_that_catches_every_error_is_cut_off() -> None:
    loop = "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(1); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$"
    with scratch_database(Limits(seconds=1)) as database, database.connect() as connection:
        with pytest.raises(psycopg.OperationalError):
            connection.execute(LIFT + loop)
        assert database.cut_off


def test_nobody_comes_back_after_being_cut_off() -> None:
    with scratch_database(Limits(seconds=0.2)) as database:
        with database.connect() as connection, pytest.raises(psycopg.OperationalError):
            connection.execute(LIFT + "SELECT pg_sleep(600)")
        with pytest.raises(psycopg.OperationalError, match="not currently accepting connections"):
            database.connect()


def test_a_database_that_fills_the_disk_is_cut_off() -> None:
    fill = "CREATE TABLE t AS SELECT repeat(md5(random()::text), 60) AS filler, generate_series(1, 100000000) AS i"
    with scratch_database(Limits(megabytes=32)) as database, database.connect() as connection:
        with pytest.raises(psycopg.OperationalError):
            connection.execute(fill)
        assert database.cut_off == "It took more than 32 MB on disk."


def test_files_of_sorts_are_limited_though_they_are_not_part_of_the_database() -> None:
    with scratch_database(Limits(temporary_megabytes=1)) as database, database.connect() as connection:
        if not database.server.superuser:
            pytest.skip("only a superuser can set temp_file_limit for another role")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET temp_file_limit = -1")
        connection.rollback()
        with pytest.raises(psycopg.errors.ConfigurationLimitExceeded):
            connection.execute("SET work_mem = '64kB'; SELECT i FROM generate_series(1, 1000000) AS i ORDER BY -i")


def test_a_database_within_its_limits_is_left_alone() -> None:
    with scratch_database(Limits(seconds=60)) as database, database.connect() as connection:
        connection.execute("SELECT pg_sleep(0.7)")
        assert database.cut_off is None
