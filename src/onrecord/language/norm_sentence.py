"""A norm as a person would say it: `Russia will not “render its assistance there” unless “there was a request”`.

In:      the slots of a norm: the page's words and the codes of the actors
Out:     one sentence without a full stop; words in marks are the page's and keep its grammar
Refuses: nothing; what was not read is said to be not read
Source:  docs/codebook.md; the list "begins a noun phrase" of data/en/words.csv
Shown:   tests/language/test_norm_sentence.py

Two kinds of not knowing have two wordings: a slot the reader left empty "was not read", for no reader sees all that a
page says; words whose actor is not known are quoted, "not identified".
"""

from onrecord.language.actor_names import name_of, names_actor
from onrecord.language.words import word_list
from onrecord.terms.records import Modal, Mode
from onrecord.terms.wording import MODAL_WORDING, MODE_WORDS

NOT_READ = "somebody (who was not read)"


def norm_sentence(
    modal: Modal,
    mode: Mode,
    *,
    action: str,
    agent: str | None,
    agent_code: str | None,
    target: str | None = None,
    target_code: str | None = None,
    trigger: str | None = None,
    deadline: str | None = None,
) -> str:
    """The sentence. Words as the page has them, white space aside; codes as norms carry them.

    >>> norm_sentence(Modal.WILL_NOT, Mode.NONE, action="join in", agent="we", agent_code="BLR")
    'Belarus (“we”) will not “join in”'
    """
    words = [who(agent, agent_code) or NOT_READ, *_said(modal, action, who(target, target_code))]
    if mode is not Mode.NONE and trigger is not None:
        words += [MODE_WORDS[mode], f"“{_plain(trigger)}”"]
    if deadline is not None:
        words.append(f"(deadline: “{_plain(deadline)}”)")
    return " ".join(words)


def who(words: str | None, code: str | None) -> str | None:
    """`Belarus (“we”)`, `Belarus` where the words name it, `“the rebels” (not identified)`; None for nobody."""
    said = _plain(words) if words else None
    if code is None:
        return f"“{said}” (not identified)" if said else None
    name = name_of(code)
    return name if said is None or names_actor(said, code) else f"{name} (“{said}”)"


def wrong_in_100(probability: float) -> str:
    """How often readings as likely as this one are wrong, to the nearest ten: finer than that the processor shows.

    >>> wrong_in_100(0.92)
    'about 10 in 100 such readings are wrong'
    """
    wrong = 10 * round(10 * (1 - probability))
    return f"{f'about {wrong}' if wrong else 'fewer than 5'} in 100 such readings are wrong"


def _said(modal: Modal, action: str, target: str | None) -> tuple[str, ...]:
    quoted = f"“{_plain(action)}”"
    said = MODAL_WORDING[modal]
    if said.of is not None:
        return (f"{said.of} {target}:" if target else f"{said.verb}:", quoted)
    return (said.other if _is_no_plain_verb(action) else said.verb, quoted)


def _is_no_plain_verb(action: str) -> bool:
    first = action.split(maxsplit=1)[0].strip("“‘\"'(").lower()
    return first in word_list("begins a noun phrase") or (
        first.endswith("ing") and first not in word_list("verb in ing")
    )


def _plain(words: str) -> str:
    return " ".join(words.split())
