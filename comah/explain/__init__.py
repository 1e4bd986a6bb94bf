"""The words behind a date, a duty and a status."""
