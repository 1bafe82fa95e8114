"""What everything may use; imports nothing of ours."""
