"""What the centre can do, one file per feature."""
