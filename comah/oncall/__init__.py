"""On call: whose turn it is at every instant, and what the rota owes the people on it."""
