"""The page of the rehearsal room: chats side by side, the clock, the people, the flow."""
