"""Rules: records and duties give findings. One file a rule; its docstring is its manual page."""
