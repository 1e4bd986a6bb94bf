"""The nouns of external emergency planning, and the results that are worked out from them."""
