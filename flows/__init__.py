"""The pure core: values and decisions. No I/O, no clock, no Telegram, no SQL."""
