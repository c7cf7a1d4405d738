"""A Summary in the forms that people publish."""
