"""Exercise templates, states and the elements they cover."""
