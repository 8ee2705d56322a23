"""Definitions of every rate, and one table object behind page, CSV and XLSX."""
