"""Faults that show only when facts are held against each other, or records against records."""
