"""The workbook of a cycle's form: written to be edited, read back as a form and a mapping."""

from __future__ import annotations

from etl.books.form_read import FormRead, read
from etl.books.form_write import write

__all__ = ["FormRead", "read", "write"]
