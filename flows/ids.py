"""Ids as types, so that one cannot stand where another belongs."""

from typing import NewType

WorkshopId = NewType("WorkshopId", int)
RoundId = NewType("RoundId", int)
PersonId = NewType("PersonId", int)
"""Someone who has talked to the bot; the row's id, not Telegram's."""
ParticipantId = NewType("ParticipantId", int)
SessionId = NewType("SessionId", int)
AnswerId = NewType("AnswerId", int)
ThemeId = NewType("ThemeId", int)
QuoteId = NewType("QuoteId", int)
PostId = NewType("PostId", int)
FlowId = NewType("FlowId", str)
"""As written in the flow's file; names the flow in commands."""
QuestionId = NewType("QuestionId", str)
"""Unique in its flow, as written in the flow's file."""
ChatId = NewType("ChatId", int)
"""Telegram's id of a chat; a private chat has the person's own Telegram id."""
MessageId = NewType("MessageId", int)
"""Telegram's number of a message in a chat; later messages of a chat have larger ones."""
