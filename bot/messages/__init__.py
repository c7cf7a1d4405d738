"""What people read: every sentence and every keyboard, as values without a network."""
