"""Courses: files, blocks, import, progress and pages."""
