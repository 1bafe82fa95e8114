"""One file per statutory form."""
