"""Law, records and a day give duties: who must do what, by when, why."""
