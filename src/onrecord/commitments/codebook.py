"""What modal and connective say together: the heart of the codebook, as one function.

In:      the force of the action's own words, the logic of the connective
Out:     (modal, mode) pairs: one norm each
Source:  codebook 2
Shown:   tests/commitments/test_codebook.py

"A only if C" is `will_not A unless C`, with `ready A if C` beside it when readiness is voiced. It is never
`will A if C`: that would invent a threat and lose an assurance.
"""

from onrecord.commitments.tables import Logic
from onrecord.terms.records import Modal, Mode

Readings = tuple[tuple[Modal, Mode], ...]


def readings(modal: Modal, logic: Logic | None) -> Readings:
    """The norms that a modal and a connective make together; () when they make none.

    logic None: no condition.

    >>> readings(Modal.READY, Logic.NECESSARY)
    ((<Modal.WILL_NOT: 'will_not'>, <Mode.UNLESS: 'unless'>), (<Modal.READY: 'ready'>, <Mode.IF: 'if'>))
    >>> readings(Modal.PREDICTS, Logic.NECESSARY)
    ()
    """
    match logic:
        case None:
            return ((modal, Mode.NONE),)
        case Logic.SUFFICIENT:
            return ((modal, Mode.IF),)
        case Logic.NECESSARY:
            return _necessary(modal)
        case Logic.BOTH:
            return ((modal, Mode.IF), *_necessary(modal)[:1]) if modal in {Modal.WILL, Modal.READY} else ()
        case Logic.EXCEPT | Logic.ELSE:
            return ((modal, Mode.UNLESS),)
        case Logic.WITHOUT:
            return ((modal, Mode.UNLESS),) if modal in {Modal.WILL_NOT, Modal.PREDICTS} else ((modal, Mode.NONE),)
        case Logic.CONCESSIVE:
            return ((modal, Mode.EVEN_IF),)
        case Logic.PRICE:
            return ((modal, Mode.EVEN_IF if modal is Modal.WILL_NOT else Mode.IF),)


def _necessary(modal: Modal) -> Readings:
    """ "Only if": an agent's own act is ruled out until then; what others do "only if" binds nobody."""
    if modal is Modal.WILL:
        return ((Modal.WILL_NOT, Mode.UNLESS),)
    if modal is Modal.READY:
        return ((Modal.WILL_NOT, Mode.UNLESS), (Modal.READY, Mode.IF))
    return ()
