"""Workbooks: other people's read, our own written. The only package that knows the spreadsheet libraries."""

from centerdesk.excel.read import read_workbook
from centerdesk.excel.write import write_rows, write_sheets

__all__ = ["read_workbook", "write_rows", "write_sheets"]
