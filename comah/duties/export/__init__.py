"""What the exported workbook holds: the records as they stand, and beside them what is worked out."""
