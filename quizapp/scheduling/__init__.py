"""When a card comes back: the scheduler, a day and its limits, the days to come, plans."""
