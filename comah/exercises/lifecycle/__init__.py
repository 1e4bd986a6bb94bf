"""What an officer does to an exercise on record: each a pure function from the record to a draft of its change."""
