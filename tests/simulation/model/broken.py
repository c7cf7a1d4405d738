"""How the model says that a promise was broken."""


class Broken(Exception):
    """A rule of the model does not hold.

    Attributes:
        rule: the promise, in words; the same for every history that breaks it.
        facts: what happened here.
    """

    def __init__(self, rule: str, facts: object = "") -> None:
        super().__init__(f"{rule}: {facts}")
        self.rule = rule
        self.facts = str(facts)


def require(holds: object, rule: str, facts: object = "") -> None:
    """Raise `Broken` unless the rule holds."""
    if not holds:
        raise Broken(rule, facts)
