"""HTTP: the webhook, health and metrics. Pages for people are no part of it."""
