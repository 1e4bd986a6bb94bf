"""Results to bytes; a renderer decides nothing."""
