"""The programme as a model for OR-Tools CP-SAT. Every module here may be imported without OR-Tools."""
