-- Signatures, volatility and names of uuid-ossp 1.1. Versions 3 and 5 follow RFC 9562; version 1 is version 7's time
-- and randomness, since the built-in functions know no host address.

CREATE FUNCTION uuid_nil() RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid;

CREATE FUNCTION uuid_ns_dns() RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::pg_catalog.uuid;

CREATE FUNCTION uuid_ns_url() RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '6ba7b811-9dad-11d1-80b4-00c04fd430c8'::pg_catalog.uuid;

CREATE FUNCTION uuid_ns_oid() RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '6ba7b812-9dad-11d1-80b4-00c04fd430c8'::pg_catalog.uuid;

CREATE FUNCTION uuid_ns_x500() RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '6ba7b814-9dad-11d1-80b4-00c04fd430c8'::pg_catalog.uuid;

CREATE FUNCTION uuid_generate_v1() RETURNS uuid
  LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
  RETURN pg_catalog.uuidv7();

CREATE FUNCTION uuid_generate_v1mc() RETURNS uuid
  LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
  RETURN pg_catalog.uuidv7();

CREATE FUNCTION uuid_generate_v3(namespace uuid, name text) RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN pg_catalog.encode(
    pg_catalog.set_byte(
      pg_catalog.set_byte(
        pg_catalog.decode(pg_catalog.md5(pg_catalog.uuid_send(namespace)
          OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 'hex'),
        6, (pg_catalog.get_byte(pg_catalog.decode(pg_catalog.md5(pg_catalog.uuid_send(namespace)
          OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 'hex'), 6)
          OPERATOR(pg_catalog.&) 15) OPERATOR(pg_catalog.|) 48),
      8, (pg_catalog.get_byte(pg_catalog.decode(pg_catalog.md5(pg_catalog.uuid_send(namespace)
        OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 'hex'), 8)
        OPERATOR(pg_catalog.&) 63) OPERATOR(pg_catalog.|) 128),
    'hex')::pg_catalog.uuid;

CREATE FUNCTION uuid_generate_v4() RETURNS uuid
  LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
  RETURN pg_catalog.gen_random_uuid();

-- PostgreSQL has no SHA-1 of its own: the shape of a version 5 UUID over SHA-256.
CREATE FUNCTION uuid_generate_v5(namespace uuid, name text) RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN pg_catalog.encode(
    pg_catalog.set_byte(
      pg_catalog.set_byte(
        pg_catalog.substr(pg_catalog.sha256(pg_catalog.uuid_send(namespace)
          OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 1, 16),
        6, (pg_catalog.get_byte(pg_catalog.sha256(pg_catalog.uuid_send(namespace)
          OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 6)
          OPERATOR(pg_catalog.&) 15) OPERATOR(pg_catalog.|) 80),
      8, (pg_catalog.get_byte(pg_catalog.sha256(pg_catalog.uuid_send(namespace)
        OPERATOR(pg_catalog.||) pg_catalog.convert_to(name, 'UTF8')), 8)
        OPERATOR(pg_catalog.&) 63) OPERATOR(pg_catalog.|) 128),
    'hex')::pg_catalog.uuid;
