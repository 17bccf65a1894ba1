"""Whom a pronoun means, outside quotations and inside them.

In:      Parse, the cast so far, who speaks in which quotation
Out:     the mention or actor a pronoun goes back to
Refuses: two that fit; a thing ("the agreement ... it"); words for nobody ("it is clear that"); you
Shown:   tests/actors/test_speakers.py

The subject of the clause above is asked first, then the subject of the sentence before: who was spoken of is whom the
next "he" is. What is said inside somebody else's quotation marks is never asked from outside them.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from onrecord.actors.persons import HE, SHE
from onrecord.language.clauses import is_subject
from onrecord.language.messages import message_to, senders
from onrecord.language.pronouns import FEMALE, MALE, NEUTER, PLURAL, PLURAL_SPEAKER
from onrecord.language.words import word_list, word_values
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.parses import Parse

SENTENCES_BACK = 3
MOST_BACK = 12
# Nothing is looked for further back in one sentence than this: sentences without an end come from broken pages.
LONGEST_LOOK = 200
MOST_CLAUSES = 25
# "It is ready to talk": only somebody is.
OF_SOMEBODY = word_list("adjective of somebody who acts")
MANY = word_list("body spoken of in the plural")

Fits = Callable[[Mention, int], bool]


class Antecedents:
    """The mentions of a page as those a pronoun may go back to.

    quoted: for each token inside a quotation, a key of that quotation; tokens outside have none.
    """

    def __init__(self, parse: Parse, cast: Cast, genders: dict[str, str], quoted: dict[int, int]) -> None:
        self._parse = parse
        self._genders = genders
        self._quoted = quoted
        self.actors = dict(cast.actors)
        self._at: dict[int, Mention] = {}
        for mention in sorted(cast.mentions, key=lambda m: m.span.end - m.span.start):
            head = parse.head_of(mention.span)
            if head is not None:
                self._at[head] = mention  # the longest mention with this head comes last and stays
        self._named = sorted(i for i, m in self._at.items() if self._is_person(m, i, "m") or self._is_person(m, i, "f"))

    def add(self, mention: Mention, token: int) -> None:
        """A pronoun resolved is itself gone back to by the next."""
        self._at[token] = mention

    def actor(self, mention: Mention) -> Actor | None:
        """The actor a mention names."""
        return self.actors.get(mention.actor_id) if mention.actor_id else None

    def of(self, token: int, *, other_than: str | None = None) -> Mention | None:
        """The mention that the third-person pronoun at this token goes back to; None when unsure.

        other_than: id of who speaks, for a pronoun inside a quotation: nobody calls himself "he".
        """
        word = self._parse.lower(token)
        fits: Fits
        if word in MALE or word in FEMALE:
            gender = "m" if word in MALE else "f"
            fits = lambda m, head: (  # noqa: E731
                self._is_person(m, head, gender) and m.actor_id != other_than and not self._is_addressed(head, token)
            )
            return self.person(token, fits)
        if word in NEUTER:
            return None if self._names_nothing(token) else self._thing(token, self._is_body)
        # "them": an object goes back to anything; only subjects and owners follow the subject above.
        return None if word in {"them", "themselves"} else self._thing(token, self._is_many, above=self._is_team)

    def _is_addressed(self, head: int, token: int) -> bool:
        """ "In a letter to Mr Bush, he said": whoever sends a message is not whom it goes to."""
        message = message_to(self._parse, head)
        return message is not None and token in senders(self._parse, message)

    def person(self, token: int, fits: Fits) -> Mention | None:
        """The person spoken of before this token: subject above, only one of the sentence, then sentences before."""
        above = next((self._at[s] for s in self._subjects_above(token) if s in self._at and fits(self._at[s], s)), None)
        if above is not None:
            return above
        parse = self._parse
        index = parse.sentence_index(token)
        here = self._fitting(range(max(parse.sentences[index][0], token - LONGEST_LOOK), token), token, fits)
        if here:
            return self._one_of(here)
        ahead = self._subject_ahead(token, fits)
        if ahead is not None:
            return ahead
        left = SENTENCES_BACK
        for back in range(index - 1, max(index - 1 - MOST_BACK, -1), -1):
            first, end = parse.sentences[back]
            before = self._fitting(range(max(first, end - LONGEST_LOOK), end), token, fits)
            if before:
                return self._one_of(before)
            # Sentences of a quotation are passed over: "he" after it is whoever was spoken of before it.
            left -= self._quoted.get((first + end) // 2) == self._quoted.get(token)
            if not left:
                return None
        return self._only_one_later(token, fits)

    def _subject_ahead(self, token: int, fits: Fits) -> Mention | None:
        """ "While he refused to release them, Mr. Obama ...": of a pronoun in a clause that goes before, the subject
        of the clause it goes before."""
        parse = self._parse
        verb = parse.heads[token]
        if not is_subject(parse, token) or parse.deps[verb] != "advcl":
            return None
        for child in parse.children[parse.heads[verb]]:
            named = self._at.get(child)
            if is_subject(parse, child) and child > token and named is not None and fits(named, child):
                return named if named.kind is not MentionKind.PRONOUN else None
        return None

    def _only_one_later(self, token: int, fits: Fits) -> Mention | None:
        """In a cutting that begins with "He said": the one person the rest of it names as a subject."""
        if self._quoted.get(token) is not None or not self._named or self._named[0] < token:
            return None
        held = [(i, self._at[i]) for i in self._named if self._quoted.get(i) is None and fits(self._at[i], i)]
        alone = len({m.actor_id for _, m in held}) == 1
        subjects = [m for i, m in held if is_subject(self._parse, i)]
        return subjects[0] if alone and subjects else None

    def _fitting(self, tokens: range, token: int, fits: Fits) -> list[tuple[int, Mention]]:
        room = self._quoted.get(token)
        return [
            (i, self._at[i]) for i in tokens if i in self._at and self._quoted.get(i) == room and fits(self._at[i], i)
        ]

    def _one_of(self, held: list[tuple[int, Mention]]) -> Mention | None:
        """The one person among them; of several, the one who is a subject; None when two are."""
        for choice in (held, [h for h in held if is_subject(self._parse, h[0])], self._main_subjects(held)):
            if len({m.actor_id for _, m in choice}) == 1:
                return choice[-1][1]
        return None

    def _main_subjects(self, held: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
        parse = self._parse
        return [h for h in held if is_subject(parse, h[0]) and parse.deps[parse.heads[h[0]]] == "ROOT"]

    def _subjects_above(self, token: int) -> Iterator[int]:
        """Subjects of the verbs above the token that stand before it, nearest first; then those of the clauses that
        go before: "If Norway ends the talks, it"."""
        parse = self._parse
        for verb in islice(parse.ancestors(token), MOST_CLAUSES):
            # "If Norway ends the talks, it"; "Norway will end the talks if ..., its minister said".
            clauses = [c for c in parse.children[verb] if parse.deps[c] in {"advcl", "ccomp"} and c < token]
            for child in (*parse.children[verb], *(s for c in clauses for s in parse.children[c])):
                if is_subject(parse, child) and child < token and self._quoted.get(child) == self._quoted.get(token):
                    yield child

    def _thing(self, token: int, fits: Fits, *, above: Fits | None = None) -> Mention | None:
        """What "it" or "they" goes back to: the nearest subject above, passing over persons, must be it. `above`: what
        else fits there, and only there."""
        parse = self._parse
        for subject in self._subjects_above(token):
            mention = self._at.get(subject)
            if mention is not None and (fits(mention, subject) or (above and above(mention, subject))):
                return mention
            if mention is None or self._kind(mention) is not ActorKind.PERSON:
                if parse.tags[subject] in {"WDT", "WP", "PRP", "EX", "DT"}:
                    continue
                return None
        first, end = parse.sentences[parse.sentence_index(token)]
        here = self._subjects(range(max(first, token - LONGEST_LOOK), token), token, fits)
        # "Its troops left": the owner of a subject looks back as a subject does.
        of_subject = parse.deps[token] == "poss" and is_subject(parse, parse.heads[token])
        if here or not (of_subject or is_subject(parse, token)) or first == 0:
            return self._only(here)
        first, end = parse.sentences[parse.sentence_index(first - 1)]
        first = max(first, end - LONGEST_LOOK)
        mains = [i for i in range(first, end) if is_subject(parse, i) and parse.deps[parse.heads[i]] == "ROOT"]
        if any(i not in self._at and parse.pos[i] == "NOUN" for i in mains):
            return None
        return self._only(self._subjects(mains, token, fits)) or self._only(
            self._subjects(range(first, end), token, fits)
        )

    def _subjects(self, tokens: Iterable[int], token: int, fits: Fits) -> list[Mention]:
        """Mentions among the tokens that are subjects and fit, from the same side of the quotation marks."""
        room = self._quoted.get(token)
        return [
            self._at[i]
            for i in tokens
            if is_subject(self._parse, i) and i in self._at and self._quoted.get(i) == room and fits(self._at[i], i)
        ]

    @staticmethod
    def _only(held: list[Mention]) -> Mention | None:
        """The mention, when all are of one actor."""
        return held[-1] if len({m.actor_id for m in held}) == 1 else None

    def _kind(self, mention: Mention) -> ActorKind | None:
        actor = self.actor(mention)
        return actor.kind if actor else None

    def _is_person(self, mention: Mention, head: int, gender: str) -> bool:
        kind = self._kind(mention)
        if kind is ActorKind.PERSON:
            return self._genders.get(mention.actor_id or "", gender) == gender
        person_noun = word_values("epithet").get(self._parse.lemmas[head].lower()) == "person"
        if not person_noun or self._parse.tags[head] not in {"NN", "NNP"}:
            return False
        word = self._parse.lower(head)
        return mention.kind in {MentionKind.NOMINAL, MentionKind.EPITHET} and word not in (SHE if gender == "m" else HE)

    def _is_body(self, mention: Mention, head: int) -> bool:
        """A state, an organ or an organisation, in the singular."""
        if self._parse.tags[head] in {"NNS", "NNPS"} and mention.kind is MentionKind.NOMINAL:
            return False
        return mention.kind is not MentionKind.PLACE and self._kind(mention) in {
            ActorKind.STATE,
            ActorKind.ORGAN,
            ActorKind.ORGANISATION,
            ActorKind.ARMED_GROUP,
        }

    def _is_many(self, mention: Mention, head: int) -> bool:
        """People: a plural noun, a people, a body that is spoken of in the plural."""
        kind, parse = self._kind(mention), self._parse
        if kind is None or kind is ActorKind.PERSON or mention.kind is MentionKind.PLACE:
            return False
        if mention.kind is MentionKind.PRONOUN:
            return parse.lower(head) in PLURAL | PLURAL_SPEAKER
        if parse.tags[head] in {"NNS", "NNPS"} or parse.lemmas[head].lower() in MANY:
            return True
        return kind in {ActorKind.GROUP, ActorKind.ARMED_GROUP}

    def _is_team(self, mention: Mention, head: int) -> bool:
        """ "The company said they would wait": a body, not a state."""
        return self._is_body(mention, head) and self._kind(mention) is not ActorKind.STATE

    def _names_nothing(self, token: int) -> bool:
        """Is this "it is clear that", "it will take", "it seems"?"""
        parse = self._parse
        if parse.deps[token] == "expl":
            return True
        verb = parse.heads[token]
        if not is_subject(parse, token):
            return False
        below = {parse.deps[c] for c in parse.children[verb]}
        lemma = parse.lemmas[verb]
        if lemma == "be" and any(parse.lemmas[c].lower() in OF_SOMEBODY for c in parse.children[verb]):
            return False
        if lemma == "be" and below & {"acomp", "attr"} and below & {"ccomp", "xcomp", "advcl", "csubj", "relcl"}:
            return True
        return lemma in {"seem", "appear", "take", "rain", "turn"} and bool(below & {"ccomp", "xcomp", "advcl"})
