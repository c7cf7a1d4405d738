"""Peers: bots as people write them with other frameworks, for the same work without storing."""
