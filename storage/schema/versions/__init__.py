"""The steps from an empty database to the tables, in order; a released one never changes."""
