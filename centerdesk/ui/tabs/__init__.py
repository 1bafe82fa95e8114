"""What stands in the tabs of a page or a record, with the dialogs they open."""
