"""Workbooks: other people's read, our own written. The only module that knows the spreadsheet libraries."""
