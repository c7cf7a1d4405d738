"""Whatever happens, in whatever order: no answer is lost, and none is under a wrong question."""

from hypothesis import settings

from tests.flows.session_machine import SessionMachine

TestSession = SessionMachine.TestCase
TestSession.settings = settings(
    max_examples=200, stateful_step_count=60, deadline=None, derandomize=True, database=None
)
