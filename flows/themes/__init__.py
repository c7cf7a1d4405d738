"""What the answers to a question have in common: grouping them, naming the groups, counting."""
