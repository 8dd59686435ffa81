"""Statements that hold no schema: data, owners and privileges, the server's own affairs, the loading session."""

DATA = "Data, not schema."
OWNERS = "Owners and privileges belong to each server, not to the design."
SERVER = "It concerns the server or other databases, not the schema."
SESSION = "A setting of the session that loads the dump."
MAINTENANCE = "Maintenance, not schema."
MESSAGES = "Messages are not schema."
QUERY = "A query, not schema."

# By the first word, without parsing: rows of data are the many and long statements of a dump.
BY_FIRST_WORD = {"INSERT": DATA, "UPDATE": DATA, "DELETE": DATA, "COPY": DATA, "TRUNCATE": DATA, "GRANT": OWNERS} | {
    "REVOKE": OWNERS
}

BY_NODE = {
    "merge_stmt": DATA,
    "refresh_mat_view_stmt": DATA,
    "insert_stmt": DATA,  # WITH ... INSERT
    "update_stmt": DATA,
    "delete_stmt": DATA,
    "alter_default_privileges_stmt": OWNERS,
    "alter_owner_stmt": OWNERS,
    "reassign_owned_stmt": OWNERS,
    "drop_owned_stmt": OWNERS,
    "create_role_stmt": OWNERS,
    "alter_role_stmt": OWNERS,
    "alter_role_set_stmt": OWNERS,
    "drop_role_stmt": OWNERS,
    "create_user_mapping_stmt": OWNERS,
    "alter_user_mapping_stmt": OWNERS,
    "drop_user_mapping_stmt": OWNERS,
    "sec_label_stmt": "Security labels belong to each server.",
    "createdb_stmt": SERVER,
    "alter_database_stmt": SERVER,
    "alter_database_set_stmt": SERVER,
    "alter_database_refresh_coll_stmt": SERVER,
    "dropdb_stmt": SERVER,
    "alter_system_stmt": SERVER,
    "create_table_space_stmt": SERVER,
    "drop_table_space_stmt": SERVER,
    "alter_table_space_options_stmt": SERVER,
    "alter_table_move_all_stmt": SERVER,
    "create_subscription_stmt": SERVER,
    "alter_subscription_stmt": SERVER,
    "drop_subscription_stmt": SERVER,
    "load_stmt": SERVER,
    "check_point_stmt": SERVER,
    "transaction_stmt": "The import has a transaction of its own.",
    "vacuum_stmt": MAINTENANCE,
    "reindex_stmt": MAINTENANCE,
    "cluster_stmt": MAINTENANCE,
    "lock_stmt": "Locks are not schema.",
    "notify_stmt": MESSAGES,
    "listen_stmt": MESSAGES,
    "unlisten_stmt": MESSAGES,
    "discard_stmt": SESSION,
    "variable_show_stmt": QUERY,
    "explain_stmt": QUERY,
    "prepare_stmt": QUERY,
    "execute_stmt": QUERY,
    "deallocate_stmt": QUERY,
    "declare_cursor_stmt": QUERY,
    "fetch_stmt": QUERY,
    "close_portal_stmt": QUERY,
}

# psql's own commands are never run.
COMMANDS = {
    "c": "It changes the database: everything here becomes one design.",
    "connect": "It changes the database: everything here becomes one design.",
    "!": "A command of psql that runs a program: it is never run here.",
    "copy": DATA,
}
COMMAND = "A command of psql, not SQL."
INCLUDES = frozenset({"i", "ir", "include", "include_relative"})
