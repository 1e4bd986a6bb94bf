"""Facts about a plan as they stand on a day."""
