"""What must never be lost: a journal of events, and the state that follows from it."""
