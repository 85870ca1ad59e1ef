"""What a learner does: the queue and the review session, pure state machines."""
