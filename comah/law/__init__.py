"""The law as dated data, and how periods are counted."""
