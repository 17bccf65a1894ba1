"""What a pattern asks of an event, in as little as tells most events that are not it.

In:      EventPattern
Out:     Asks: who acts, the kind, the predicate, its arguments as text
Source:  docs/ledger.md, What is kept: the index holds it beside each norm
Shown:   tests/reasoning/test_sieve.py
"""

from typing import NamedTuple

from onrecord.terms.patterns import EventPattern


class Asks(NamedTuple):
    """actor, type, predicate: "" where the pattern does not say it; the actor's code in lower case.

    happens:   False: it asks that no such event happens.
    exact:     its code asks for more than a kind and its parties.
    arguments: of the predicate, as `Argument` writes them, ";" between; "" without any.
    """

    actor: str
    type: str
    predicate: str
    happens: bool
    exact: bool
    arguments: str

    @classmethod
    def of(cls, pattern: EventPattern) -> "Asks":
        """What this pattern asks.

        >>> asks = Asks.of(EventPattern.parse('TUR CONCEDE does="withdraw; who:Ankara:TUR:; what:notice::"'))
        >>> asks.actor, asks.type, asks.predicate, asks.arguments
        ('tur', 'CONCEDE', 'withdraw', 'who:Ankara:TUR:;what:notice::')
        """
        return cls(
            actor=pattern.actor.code.casefold() if pattern.actor else "",
            type=pattern.type.value if pattern.type else "",
            predicate=pattern.does.predicate if pattern.does else "",
            happens=pattern.happens,
            exact=pattern.is_exact,
            arguments=";".join(map(str, pattern.does.arguments)) if pattern.does else "",
        )
