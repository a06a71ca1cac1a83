"""The survey file: connection, keys, migrations and all SQL, one module per family of tables."""
