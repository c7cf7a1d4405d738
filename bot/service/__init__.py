"""Use cases, free of framework names."""
