"""What a learner does, in pure state machines: reviews, practice and quizzes."""
