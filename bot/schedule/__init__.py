"""The alarm clock: wakes the use cases when something is due."""
