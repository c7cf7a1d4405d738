"""A local stand-in of Telegram and simulated participants, to try everything before."""
