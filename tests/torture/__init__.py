"""Attacks on a centre's file: killed, damaged, without room; what was confirmed must be there, whole."""
