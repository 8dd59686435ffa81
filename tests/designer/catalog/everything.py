"""SQL with one of everything."""

SQL_OBJECTS = r"""
CREATE SCHEMA "Odd s";
CREATE EXTENSION citext;
CREATE EXTENSION hstore SCHEMA "Odd s";
COMMENT ON EXTENSION hstore IS 'Of our own words.';
CREATE COLLATION "Odd s".plain (provider = libc, locale = 'C');
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TYPE address AS (street text COLLATE "C", numbers int[]);
COMMENT ON COLUMN address.street IS 'With it''s number.';
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = spans);
CREATE TABLE artist (id int PRIMARY KEY, name varchar(40), feeling mood, lives address, "Col""umn" citext);
CREATE TABLE album (id int PRIMARY KEY, artist_id int REFERENCES artist);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$;
CREATE FUNCTION double(n int DEFAULT 1, VARIADIC rest int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE
    RETURN n * 2;
CREATE FUNCTION all_of(artist) RETURNS TABLE (a int, b text) LANGUAGE sql BEGIN ATOMIC SELECT 1, 'a'; END;
CREATE PROCEDURE "Odd s"."do it"(INOUT n int, t text DEFAULT 'x') LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', PARALLEL = SAFE);
CREATE FUNCTION same(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR "Odd s".=== (LEFTARG = int, RIGHTARG = text, FUNCTION = same, RESTRICT = eqsel);
CREATE FUNCTION as_number(mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (mood AS int) WITH FUNCTION as_number(mood) AS ASSIGNMENT;
CREATE VIEW names WITH (security_barrier) AS SELECT id, name FROM artist WHERE name IN ('a', 'b');
COMMENT ON COLUMN names.name IS 'Theirs.';
ALTER VIEW names ALTER name SET DEFAULT 'nobody';
CREATE VIEW per_artist AS SELECT artist.*, count(*) AS albums FROM artist JOIN album ON artist_id = artist.id
    GROUP BY artist.id;
CREATE VIEW checked AS SELECT * FROM album WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE MATERIALIZED VIEW busy WITH (fillfactor = 80) AS SELECT id, total(id) AS t FROM album GROUP BY id WITH NO DATA;
CREATE UNIQUE INDEX busy_id ON busy (id);
COMMENT ON INDEX busy_id IS 'To refresh concurrently.';
CREATE TRIGGER "On change" BEFORE INSERT OR UPDATE OF name ON artist
    FOR EACH ROW WHEN (new.name IN ('a', 'b')) EXECUTE FUNCTION touch('x', 'y''z');
ALTER TABLE artist DISABLE TRIGGER "On change";
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON album DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER instead INSTEAD OF INSERT ON names FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON DELETE TO album WHERE old.id IN (1, 2) DO ALSO UPDATE artist SET name = 'x';
ALTER TABLE artist ENABLE ROW LEVEL SECURITY;
CREATE POLICY "p q" ON artist AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (id IN (1, 2)) WITH CHECK (name <> '');
CREATE POLICY everyone ON artist;
CREATE STATISTICS "Odd s".pairs (ndistinct) ON id, name FROM artist;
ALTER STATISTICS "Odd s".pairs SET STATISTICS 55;
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, stopwords = english);
CREATE TEXT SEARCH CONFIGURATION search (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION search ALTER MAPPING FOR word WITH words, english_stem;
CREATE TYPE typed_row AS (a int, b text);
CREATE TABLE typed OF typed_row;
"""

# Beside tables of all sorts; some of it came with PostgreSQL 18.
TABLES = r"""
CREATE EXTENSION btree_gist;
CREATE TABLE wine (
    id int GENERATED ALWAYS AS IDENTITY (START WITH 10) PRIMARY KEY,
    name varchar(20) UNIQUE,
    details jsonb,
    price int CONSTRAINT priced NOT NULL DEFAULT 3,
    doubled int GENERATED ALWAYS AS (price * 2) STORED,
    tripled int GENERATED ALWAYS AS (price * 3) VIRTUAL,
    label text COLLATE "C"
);
ALTER TABLE wine ALTER label SET STORAGE EXTERNAL, ALTER label SET COMPRESSION pglz, ALTER label SET STATISTICS 77,
    ALTER label SET (n_distinct = 5), CLUSTER ON wine_pkey, REPLICA IDENTITY USING INDEX wine_pkey;
CREATE INDEX ON wine (lower(name) text_pattern_ops DESC NULLS LAST, price) INCLUDE (id) WHERE name IN ('a', 'b');
CREATE INDEX ON wine USING gin (details jsonb_path_ops);
CREATE INDEX ON wine (lower((name)::text), (price + 1));
CREATE TABLE booking (room int, during tstzrange,
    CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE);
CREATE TABLE event (id int NOT NULL, at timestamptz NOT NULL CHECK (at > '2000-01-01Z'), PRIMARY KEY (id, at))
    PARTITION BY RANGE (at);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE INDEX ON event (at);
CREATE TABLE place (name text NOT NULL, area int DEFAULT 3);
CREATE TABLE city (mayor text, area int) INHERITS (place);
CREATE TABLE price (item int, valid daterange, CONSTRAINT price_key PRIMARY KEY (item, valid WITHOUT OVERLAPS),
    CONSTRAINT wished CHECK (item > 0) NOT ENFORCED);
CREATE TABLE sale (item int, valid daterange,
    CONSTRAINT at_price FOREIGN KEY (item, PERIOD valid) REFERENCES price (item, PERIOD valid));
CREATE TABLE hen (id int PRIMARY KEY, egg int);
CREATE TABLE egg (id int PRIMARY KEY, hen int REFERENCES hen ON DELETE SET NULL);
ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE INITIALLY DEFERRED NOT VALID;
CREATE VIEW ring AS SELECT 1 AS id;
CREATE OR REPLACE VIEW ring AS SELECT id FROM ring;
CREATE UNLOGGED TABLE draft (id serial, part smallserial) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
CREATE SEQUENCE odd AS smallint START WITH 5 INCREMENT BY 2 MINVALUE 3 MAXVALUE 99 CACHE 7 CYCLE;
CREATE DOMAIN positive AS int NOT NULL DEFAULT 1 CONSTRAINT is_positive CHECK (VALUE > 0);
CREATE TABLE counted (n positive, many positive[], grid int[][]);
COMMENT ON CONSTRAINT is_positive ON DOMAIN positive IS 'Above zero.';
COMMENT ON SEQUENCE wine_id_seq IS 'Counts bottles.';
COMMENT ON INDEX wine_pkey IS 'Of the key.';
COMMENT ON CONSTRAINT wine_pkey ON wine IS 'The key.';
COMMENT ON CONSTRAINT priced ON wine IS 'Nothing is free.';
"""
