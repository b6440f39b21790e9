"""Spreadsheet files, read and written as rows of plain text."""
