"""Rules without storage: plain functions over values."""
