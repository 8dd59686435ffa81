-- One of every kind of object that the model knows, with the names and texts that break careless generators.
CREATE SCHEMA app;
CREATE SCHEMA "We're ""odd"" %s :x";
COMMENT ON SCHEMA app IS 'Holds 100% of it: :all, """triple""", \back\slash, {braces}';
CREATE EXTENSION citext WITH SCHEMA app;
CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE COLLATION app.plain (provider = libc, locale = 'C');

CREATE TYPE app.mood AS ENUM ('it''s', 'a "b"', ':name', '50%', 'back\slash', '');
COMMENT ON TYPE app.mood IS 'How :you feel';
CREATE TYPE "We're ""odd"" %s :x"."En%um" AS ENUM ('x');
CREATE TYPE app.point2 AS (x integer, y app.mood);
CREATE TYPE app.span AS RANGE (subtype = integer);
CREATE DOMAIN app.email AS app.citext COLLATE pg_catalog."C" DEFAULT 'a@b' NOT NULL
    CONSTRAINT has_at CHECK (VALUE ~ '^[[:alnum:]:_]+@') CONSTRAINT short CHECK (length(VALUE::text) < 100);
COMMENT ON CONSTRAINT short ON DOMAIN app.email IS '< 100';
ALTER DOMAIN app.email ADD CONSTRAINT later CHECK (VALUE <> 'x') NOT VALID;
CREATE DOMAIN app.moods AS app.mood[];

CREATE FUNCTION app.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * 2 -- :n 100%
$$;
COMMENT ON FUNCTION app.double(integer) IS 'Twice';
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
	-- a tab before, """quotes""", a \ and :colons
	RAISE NOTICE 'at % of {}', now();
	RETURN NEW;
END $body$;
CREATE PROCEDURE app.nothing() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION app.same(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE OPERATOR app.=~= (LEFTARG = integer, RIGHTARG = text, FUNCTION = app.same);

CREATE SEQUENCE app.steps AS smallint INCREMENT BY -2 MINVALUE -100 MAXVALUE 100 START WITH 50 CACHE 3 CYCLE;
COMMENT ON SEQUENCE app.steps IS 'Down';

CREATE TABLE app.person (
    id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.people START WITH 10 INCREMENT BY 5) PRIMARY KEY,
    number serial,
    mail app.email,
    mood app.mood DEFAULT 'it''s'::app.mood,
    moods app.mood[] DEFAULT '{}',
    place app.point2,
    during app.span,
    born date NOT NULL,
    name text COLLATE app.plain,
    tag varchar(20) COLLATE "C" DEFAULT ':tag %',
    height numeric(5, 2) CONSTRAINT tall CHECK (height > 0.5),
    twice integer GENERATED ALWAYS AS (app.double(12)) STORED,
    at timestamp(3) with time zone DEFAULT now(),
    span interval(2),
    bits bit varying(8),
    raw bytea,
    document jsonb DEFAULT '{"a": ":b"}',
    matrix integer[][],
    boss integer CONSTRAINT has_boss REFERENCES app.person ON DELETE SET NULL,
    CONSTRAINT mail_once UNIQUE NULLS NOT DISTINCT (mail),
    CONSTRAINT name_and_tag UNIQUE (name, tag) INCLUDE (born) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
COMMENT ON TABLE app.person IS E'First line\nsecond: "quotes" and \\ and 100%';
COMMENT ON COLUMN app.person.mail IS '''Receipts'' go :here \o/';
COMMENT ON CONSTRAINT tall ON app.person IS 'Standing';
COMMENT ON CONSTRAINT has_boss ON app.person IS 'Or none';
ALTER TABLE app.person ALTER name SET STORAGE EXTERNAL, ALTER name SET STATISTICS 300, ALTER name SET (n_distinct = 5);
ALTER TABLE app.person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL;
CREATE INDEX by_name ON app.person (lower(name) text_pattern_ops DESC NULLS LAST, born) INCLUDE (tag)
    WITH (fillfactor = 60) WHERE tag <> ':x' AND name <> '50%';
COMMENT ON INDEX app.by_name IS 'For :search';
CREATE INDEX by_moods ON app.person USING gin (moods);
CREATE UNIQUE INDEX by_born ON app.person (born) NULLS NOT DISTINCT;
ALTER TABLE app.person CLUSTER ON by_born;

CREATE TABLE app.team (id integer, lead integer, part integer, PRIMARY KEY (id) INCLUDE (lead));
CREATE TABLE app.member (
    team integer,
    person integer REFERENCES app.person ON UPDATE CASCADE DEFERRABLE,
    part integer,
    PRIMARY KEY (team, person) DEFERRABLE,
    CONSTRAINT same_as_key UNIQUE (team, person),
    UNIQUE (team, part),
    CONSTRAINT in_team FOREIGN KEY (team) REFERENCES app.team ON DELETE CASCADE NOT VALID,
    CONSTRAINT no_clash EXCLUDE USING gist (team WITH =, int4range(part, part, '[]') WITH &&) WHERE (part > 0) DEFERRABLE
);
ALTER TABLE app.team ADD CONSTRAINT leads FOREIGN KEY (id, lead) REFERENCES app.member (team, person) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE app.team ADD CONSTRAINT parts FOREIGN KEY (id, part) REFERENCES app.member (team, part)
    MATCH FULL ON UPDATE RESTRICT ON DELETE RESTRICT;
ALTER TABLE app.member ADD CONSTRAINT partly FOREIGN KEY (team, part) REFERENCES app.member (team, part)
    ON DELETE SET NULL (part);
ALTER TABLE app.member ADD CONSTRAINT positive CHECK (part > 0) NO INHERIT NOT VALID;

CREATE UNLOGGED TABLE "We're ""odd"" %s :x"."t.a'b""c%d:e" (
    "select" integer PRIMARY KEY,
    "a.b" text DEFAULT '%(x)s :y',
    "C%" "We're ""odd"" %s :x"."En%um",
    "naïve — 名" integer REFERENCES "We're ""odd"" %s :x"."t.a'b""c%d:e",
    CONSTRAINT "ck%: ""q""" CHECK ("a.b" ~ ':[[:alpha:]]+%')
);
COMMENT ON TABLE "We're ""odd"" %s :x"."t.a'b""c%d:e" IS 'It''s';
COMMENT ON COLUMN "We're ""odd"" %s :x"."t.a'b""c%d:e"."a.b" IS '%s :y {z}';
CREATE INDEX "ix ' "" % :" ON "We're ""odd"" %s :x"."t.a'b""c%d:e" ("a.b" DESC, "C%") WHERE "a.b" <> ':w';
CREATE VIEW "We're ""odd"" %s :x"."v ' :" AS SELECT "a.b" AS "%" FROM "We're ""odd"" %s :x"."t.a'b""c%d:e";

CREATE TABLE app.event (
    at date NOT NULL, kind text NOT NULL, person integer REFERENCES app.person, CONSTRAINT kinds CHECK (kind <> ''),
    PRIMARY KEY (at, kind)
) PARTITION BY RANGE (at);
CREATE INDEX events_by_person ON app.event (person);
CREATE TABLE app.event_2026 PARTITION OF app.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (kind);
CREATE TABLE app.event_2026_a PARTITION OF app.event_2026 (CONSTRAINT only_a CHECK (kind LIKE 'a%')) FOR VALUES IN ('a');
CREATE TABLE app.event_rest PARTITION OF app.event DEFAULT;
CREATE TABLE app.note (at date, kind text, FOREIGN KEY (at, kind) REFERENCES app.event);

CREATE TABLE app.base (a integer DEFAULT 1, b text NOT NULL, CONSTRAINT a_is_small CHECK (a < 10));
CREATE TABLE app.child (c integer, b text DEFAULT 'b') INHERITS (app.base);
CREATE TABLE app.adopted (b text NOT NULL, d integer, a integer, CONSTRAINT a_is_small CHECK (a < 10));
ALTER TABLE app.adopted INHERIT app.base;

CREATE VIEW app.bosses WITH (security_barrier = true) AS SELECT p.id, p.name, NULL::integer AS nothing FROM app.person p
    WHERE p.boss IS NULL AND p.tag IN ('a', ':b', '50%');
COMMENT ON VIEW app.bosses IS 'The :top';
CREATE VIEW app.their_names AS SELECT name FROM app.bosses;
CREATE MATERIALIZED VIEW app.counted AS SELECT count(*) AS persons FROM app.person WITH NO DATA;
CREATE UNIQUE INDEX counted_once ON app.counted (persons);
CREATE RULE nothing_goes AS ON DELETE TO app.note DO INSTEAD NOTHING;
CREATE TRIGGER touched BEFORE UPDATE OF name ON app.person FOR EACH ROW WHEN (OLD.tag <> ':x') EXECUTE FUNCTION app.touch();
CREATE TRIGGER touched_events AFTER INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.person DISABLE TRIGGER touched;
COMMENT ON TRIGGER touched ON app.person IS 'Sleeps';
CREATE POLICY mine ON app.person AS RESTRICTIVE FOR SELECT USING (name = CURRENT_USER AND tag <> ':p');
CREATE STATISTICS app.together (ndistinct) ON name, tag FROM app.person;

-- Circles: a table, a function over its rows and a check that calls it; a body that reads a table computed by it.
CREATE TABLE app.order_line (id integer PRIMARY KEY, price integer, paid integer);
CREATE FUNCTION app.is_paid(line app.order_line) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT line.paid >= line.price';
ALTER TABLE app.order_line ADD CONSTRAINT paid CHECK (app.is_paid(order_line.*));
CREATE TABLE app.a (id integer PRIMARY KEY, b integer);
CREATE TABLE app.b (id integer PRIMARY KEY, a integer REFERENCES app.a);
ALTER TABLE app.a ADD FOREIGN KEY (b) REFERENCES app.b;
CREATE FUNCTION app.answer() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 42;
CREATE TABLE app.computed (n integer, answer integer GENERATED ALWAYS AS (app.answer()) STORED);
CREATE OR REPLACE FUNCTION app.answer() RETURNS integer LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC SELECT count(*)::integer FROM app.computed; END;
