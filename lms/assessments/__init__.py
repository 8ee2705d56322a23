"""The quarter: its window, its roster, its outcomes."""
