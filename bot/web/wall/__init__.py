"""The wall: a page for the projector in the room that follows a workshop."""
