"""What must be so, whatever happens: the reference model that every history is compared with.

It knows three things: what people did, what reached Telegram and what the bot was told of it, and
what was committed (by the journal). It knows nothing of how the bot decides. Each module holds the
rules of one promise; a rule that is broken ends the history with a `Broken` that says which.

- `sends`: what leaves, how often, and what is recorded of it.
- `silence`: nothing is sent after leaving, closing or erasing.
- `pace`: a 429 is obeyed, and nobody is flooded.
- `words`: what people said is stored once, under the question that it answers.
- `updates`: every acknowledged update has exactly one effect.
- `rounds`: every round opens once per local date and reminds once.
"""
