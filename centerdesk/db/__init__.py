"""The centre file: keys, storage, tables."""
