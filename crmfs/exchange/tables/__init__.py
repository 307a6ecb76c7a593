"""Files of rows, read into tables: CSV and its kin, workbooks, JSON. Knows nothing of kinds, fields or records."""

from crmfs.exchange.tables.model import Cell, Reading, Row, Table
from crmfs.exchange.tables.reading import read_tables

__all__ = ["Cell", "Reading", "Row", "Table", "read_tables"]
