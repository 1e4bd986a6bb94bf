"""Spreadsheets read safely, and understood in the terms of the records."""
