"""Rotas built: who takes which turn, so that every turn is covered and the burden is shared."""
