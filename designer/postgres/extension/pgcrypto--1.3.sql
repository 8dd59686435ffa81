-- Signatures, volatility and names of pgcrypto 1.3. digest is real for md5, sha224, sha256, sha384 and sha512;
-- the rest (SHA-1, HMAC, crypt, PGP, raw ciphers) is declared, and says what it cannot do when it is called.

CREATE FUNCTION digest(bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
BEGIN
  CASE lower($2)
    WHEN 'md5' THEN RETURN decode(md5($1), 'hex');
    WHEN 'sha224' THEN RETURN sha224($1);
    WHEN 'sha256' THEN RETURN sha256($1);
    WHEN 'sha384' THEN RETURN sha384($1);
    WHEN 'sha512' THEN RETURN sha512($1);
    ELSE RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server has no digest %', $2
      USING ERRCODE = 'feature_not_supported';
  END CASE;
END $$;

CREATE FUNCTION digest(text, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
DECLARE data bytea := convert_to($1, 'UTF8');
BEGIN
  CASE lower($2)
    WHEN 'md5' THEN RETURN decode(md5(data), 'hex');
    WHEN 'sha224' THEN RETURN sha224(data);
    WHEN 'sha256' THEN RETURN sha256(data);
    WHEN 'sha384' THEN RETURN sha384(data);
    WHEN 'sha512' THEN RETURN sha512(data);
    ELSE RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server has no digest %', $2
      USING ERRCODE = 'feature_not_supported';
  END CASE;
END $$;

CREATE FUNCTION gen_random_bytes(integer) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
DECLARE bytes bytea := '';
BEGIN
  IF $1 < 1 OR $1 > 1024 THEN
    RAISE EXCEPTION 'Length not in range' USING ERRCODE = 'external_routine_invocation_exception';
  END IF;
  WHILE length(bytes) < $1 LOOP
    bytes := bytes || sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  END LOOP;
  RETURN substr(bytes, 1, $1);
END $$;

CREATE FUNCTION gen_random_uuid() RETURNS uuid
  LANGUAGE sql VOLATILE PARALLEL SAFE
  RETURN pg_catalog.gen_random_uuid();

CREATE FUNCTION gen_salt(text) RETURNS text
  LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
  RETURN '$' OPERATOR(pg_catalog.||) $1 OPERATOR(pg_catalog.||) '$'
    OPERATOR(pg_catalog.||) pg_catalog.substr(pg_catalog.md5(pg_catalog.random()::text), 1, 8);

CREATE FUNCTION gen_salt(text, integer) RETURNS text
  LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
  RETURN '$' OPERATOR(pg_catalog.||) $1 OPERATOR(pg_catalog.||) '$'
    OPERATOR(pg_catalog.||) pg_catalog.substr(pg_catalog.md5(pg_catalog.random()::text), 1, 8);

CREATE FUNCTION hmac(text, text, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot hmac'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION hmac(bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot hmac'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION crypt(text, text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot crypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION encrypt(bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot encrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION decrypt(bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION encrypt_iv(bytea, bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot encrypt_iv'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION decrypt_iv(bytea, bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot decrypt_iv'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_encrypt(text, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_encrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_encrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_encrypt(text, text, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_encrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_encrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_decrypt(bytea, text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_decrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_decrypt(bytea, text, text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_sym_decrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_encrypt(text, bytea) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_encrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_encrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_encrypt(text, bytea, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_encrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_encrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text, text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text, text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_pub_decrypt_bytea'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_key_id(bytea) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_key_id'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION armor(bytea) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot armor'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION armor(bytea, text[], text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot armor'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION dearmor(text) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot dearmor'
    USING ERRCODE = 'feature_not_supported';
END $$;

CREATE FUNCTION pgp_armor_headers(text, key OUT text, value OUT text) RETURNS SETOF record
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'the stand-in for pgcrypto on this scratch server cannot pgp_armor_headers'
    USING ERRCODE = 'feature_not_supported';
END $$;
