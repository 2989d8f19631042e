"""Offices told by a clause, wherever in it the title stands: "X was in 2009 appointed director".

A row of `POSTS` tells which verbs lead to a title in which of their roles, with an example in which X is the holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.frames.telling import can_tell
from sphinx_factcheck.engine.claims.holding.named import Named
from sphinx_factcheck.engine.claims.holding.ties import DOES
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.claims.taken import Taken
from sphinx_factcheck.engine.claims.writers import addressee, author
from sphinx_factcheck.engine.language.clauses import Clause, Complement, Noun
from sphinx_factcheck.engine.language.lexicon import CAPITAL, singular
from sphinx_factcheck.engine.language.people import READER
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.tenures import period_at, period_before
from sphinx_factcheck.engine.spans.titles import TitleSaid
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.facts.offices import OFFICE_KEYS, Aspect, Period, body_words, office_of, plain_words, title_of
from sphinx_factcheck.letters.text import Span


@dataclass(frozen=True, slots=True)
class Post:
    """One row: verbs in base form (`_` before a particle), and the roles in which a title can stand after them.

    `begins`, `ends`: what a bare "in 2015" beside it dates; `chosen`: that this may lie months before the office;
    `passive`: that the verb has its holder as subject only in the passive, and as object else.
    """

    words: str
    where: str
    example: str
    begins: bool = False
    ends: bool = False
    chosen: bool = False
    passive: bool = False


POSTS = (
    Post("be remain stay", "predicate", "X had been, since 2009, the director of the Archive"),
    Post("become", "predicate object", "X in May 2009 became director of the Archive", begins=True),
    Post(
        "appoint elect re-elect reelect name choose confirm install designate make proclaim",
        "object predicate as",
        "X was in 2009 appointed director of the Archive",
        begins=True,
        chosen=True,
        passive=True,
    ),
    Post("swear swear_in inaugurate", "as", "X was on 3 May sworn in as director", begins=True, passive=True),
    Post("serve act work continue officiate", "as", "X served from 2009 to 2016 as director of the Archive"),
    Post("lead head run represent", "as", "X led it from 2009 to 2016 as director of the Archive"),
    Post("take take_over enter begin succeed follow replace", "as", "X took the oath as director in 2009", begins=True),
    Post(
        "resign retire step_down stand_down step_aside leave quit",
        "as",
        "X stepped down in 2016 as director of the Archive",
        ends=True,
    ),
    Post("oust remove dismiss", "as", "X was in 2016 removed as director of the Archive", ends=True, passive=True),
    Post("leave quit resign relinquish", "post", "X left the post of director of the Archive in 2016", ends=True),
    Post("hold occupy fill", "post", "X, it is said, held the post of director until 2016"),
)
_POSTS = {word: tuple(p for p in POSTS if word in p.words.split()) for post in POSTS for word in post.words.split()}
_POST_NOUNS = frozenset("post position office job role seat chair rank".split())
_YEARS = frozenset("year time term tenure stint spell day period".split())
"""What somebody has as the holder of an office: "his years as director"."""
_CAPACITY = frozenset("capacity role position function responsibility responsibilities".split())
_DOING = {
    base: noun
    for noun, verbs in DOES.items()
    for base in [verbs.split()[0].removesuffix("s")]
}  # fmt: skip
"""The noun of an office by the verb that tells what its holder does."""
_SMALL = frozenset("the of and for our its a".split())
_AT_HEAD = frozenset({"head", "helm"})
_TIE = (
    r"(?:as|is|am|are|was|were|be|been|became|becomes?|remain\w*|stay\w*|of|elect\w*|appoint\w*|nam\w+|chose\w*|made|"
    r"confirm\w*|install\w*|designat\w*|proclaim\w*)"
)
_WORDS = r"(?:[\w’'-]+[\s,]+){0,7}?"
_TAKES_FOR = frozenset("regard see treat know describe consider view portray remember think".split())
"""What is done to somebody "as" something, be he that or not."""
_NO_LONGER = frozenset({"no longer", "not any more"})


@lru_cache(maxsize=64)
def _tied(nouns: frozenset[str]) -> re.Pattern[str]:
    """Where a noun of these can be the title that a verb gives somebody, or a verb tells what a holder does."""
    told = "|".join(sorted(map(re.escape, nouns)))
    doing = "|".join(sorted(f"{base.rstrip('e')}" for base in _DOING)) + "|led|ran"
    helm = r"at\sthe\s(?:head|helm)\sof"
    return re.compile(rf"\b{_TIE},?\s{_WORDS}(?:{told})\b|\b(?:{doing})\w{{0,3}}\s|\b{helm}\b", re.IGNORECASE)


class Told:
    """Offices that the clauses of a letter give to somebody."""

    def __init__(self, named: Named) -> None:
        self.named, self.text, self.reading = named, named.text, named.reading
        self.by_place = {m.span.start: m for m in named.people}

    def claims(self, known: list[Claim]) -> Iterator[Claim]:
        """Every office that a clause gives to one person, but for those that are known already."""
        spoken_of = {m.entity for m in self.named.people} | {addressee(self.reading), author(self.reading)} - {""}
        offices = [office_of(f) for one in spoken_of for f in self._offices(one)]
        nouns = frozenset(noun for one in offices for noun in title_of(one.office).nouns)
        if not nouns:
            return
        taken, whose = Taken.by(claim.span for claim in known), _by_subject(known)
        last = -1
        for found in _tied(nouns).finditer(self.text):
            if found.end() <= last or taken.meet(Span(found.end() - 1, found.end())):
                continue
            sentence = self.reading.sentence_at(found.end() - 1)
            last = sentence.end
            if self.reading.letter.signer(sentence.start, sentence.end) or not can_tell(self.reading, sentence):
                continue
            here: list[Claim] = []
            for claim in self._of(self.reading.prose.sentence(self.reading.prose.number_at(found.end() - 1))):
                again = any(one.subject == claim.subject and _meet(one.span, claim.span) for one in here)
                if not again and not (claim.subject in whose and whose[claim.subject].meet(claim.span)):
                    here.append(claim)
                    yield claim

    def _offices(self, person: str) -> tuple[Fact, ...]:
        return tuple(self.named.facts.about(person, *OFFICE_KEYS))

    def _of(self, sentence: Sentence) -> Iterator[Claim]:
        for clause in sentence.clauses:
            yield from self._as(clause, sentence)
            no_longer = bool(clause.adverbs & _NO_LONGER)
            if not clause.verb or not (clause.certainty.told or no_longer) or clause.modal:
                continue
            yield from self._by_verb(clause, sentence)
            yield from self._doing(clause, sentence)
        yield from self._years(sentence)

    def _by_verb(self, clause: Clause, sentence: Sentence) -> Iterator[Claim]:
        particle = f"{clause.verb}_{clause.particle}" if clause.particle else ""
        for post in (*_POSTS.get(particle, ()), *_POSTS.get(clause.verb, ())):
            if clause.passive and not post.passive:
                continue
            holders = clause.subject if clause.passive == post.passive else clause.indirect
            holder = self._one(holders)
            for noun in self._nouns(post, clause) if holder else ():
                if holder and (told := self._claim(holder, noun, clause, sentence, post)):
                    yield told
                    return

    def _nouns(self, post: Post, clause: Clause) -> Iterator[Noun]:
        """The nouns that may be a title, in the roles of a row."""
        for where in post.where.split():
            if where == "post":
                posts = [n for n in (*clause.object, *clause.indirect) if singular(n.head.low) in _POST_NOUNS]
                yield from (n for one in posts for p, ns in one.phrases if p in {"of", "as"} for n in ns[:1])
                yield from clause.by("as") if posts else ()
            elif where == "object":
                yield from clause.object[:1]
            elif where == "predicate":  # behind a time that stands between: "was, from 2009 to 2016, the director"
                beside = (a for c in clause.complements for n in c.nouns if n.kind == "date" for a in n.apposed)
                yield from [n for n in clause.predicate if not n.is_pronoun][:1] or beside  # "was himself the director"
            else:
                yield from clause.by(where)[:1]

    def _claim(
        self, holder: tuple[Mention, Noun], noun: Noun, clause: Clause, sentence: Sentence, post: Post
    ) -> Claim | None:
        person, subject = holder
        title = self.named.title_at(noun.start, sentence.end) if noun.kind != "person" else None
        if title is None or not self.named.is_office(title, person) or title.start > noun.head.end:
            return None
        if self._is_of_another(title):
            return None
        period = self._time(title.end, clause, sentence, begins=post.begins, ends=post.ends)
        if period and post.chosen:
            period = replace(period, chosen=True)
        title = replace(title, aspect=_aspect(title.aspect, clause, period, changes=post.begins or post.ends))
        return self._told(person, subject, title, period)

    def _is_of_another(self, title: TitleSaid) -> bool:
        """Whether a title belongs to the name right behind it."""
        return any(0 < m.span.start - title.end < len(", ") and m.span.start > title.end for m in self.named.people)

    def _told(
        self,
        person: Mention,
        subject: Noun,
        title: TitleSaid,
        period: Period | None,
        does: bool = False,
        loosely: bool = False,
    ) -> Claim:
        stops = [title.end, *([period.end] if period else []), *([subject.end] if does else [])]
        span = Span(min(subject.start, title.start), max(stops))
        return self.named.claim(person, title, span, period, does=does, loosely=loosely)

    def _as(self, clause: Clause, sentence: Sentence) -> Iterator[Claim]:
        """As what somebody does something or is spoken to: "As minister, you can act", "we ask you, as minister"."""
        for complement in clause.complements if clause.verb and not clause.negated else ():
            noun = complement.nouns[0]
            holder = self._as_whom(complement, clause) if complement.preposition == "as" else None
            title = self.named.title_at(noun.start, sentence.end) if holder and noun.kind != "person" else None
            if (
                holder is None
                or title is None
                or not self.named.is_office(title, holder[0])
                or title.start > noun.head.end
            ):
                continue
            dates = own_dates(self.reading)
            period = period_at(self.text, title.end, sentence.end, dates, begins=False, ends=False)
            over = period is not None and not period.goes_on
            title = replace(title, aspect=_aspect(title.aspect, clause, period, changes=over))
            yield self._told(*holder, title, period, loosely=not holder[1].is_pronoun)

    def _as_whom(self, complement: Complement, clause: Clause) -> tuple[Mention, Noun] | None:
        """Who is told to be so: the one right before "as", else the subject right behind what it leads to."""
        objects = (*clause.object, *clause.indirect, *(n for c in clause.complements for n in c.nouns))
        for noun in (*clause.subject, *objects):
            gap = self.text[noun.end : complement.start] if noun.end <= complement.start else ""
            if gap == " " and noun.owners and noun.head.low in _CAPACITY:
                return self._one(noun.owners)
            spoken_to = gap == " " and noun.words[0].low in READER and clause.verb not in _TAKES_FOR
            spoken_to = spoken_to and not any(
                n.words[0].low == "i" for n in clause.subject
            )  # "I write to you as mayor"
            if gap == ", " or spoken_to:
                surely = noun in clause.subject or (clause.certainty.told and not clause.modal)
                return self._one((noun,)) if surely else None
        behind = clause.subject[0] if clause.subject else None
        fronted = behind and complement.nouns[-1].end <= behind.start and len(complement.nouns) == 1
        return self._one(clause.subject) if fronted else None

    def _time(self, at: int, clause: Clause, sentence: Sentence, *, begins: bool, ends: bool) -> Period | None:
        """When an office was held: right after it, else of its clause, else at the head of the sentence."""
        dates = own_dates(self.reading)
        for start in (at, *(c.start - 1 for c in clause.complements if any(n.kind == "date" for n in c.nouns))):
            if start > 0 and (told := period_at(self.text, start, sentence.end, dates, begins=begins, ends=ends)):
                return told
        if not clause.subject:
            return None
        return period_before(self.text, sentence.start, clause.subject[0].start, dates, begins=begins, ends=ends)

    def _doing(self, clause: Clause, sentence: Sentence) -> Iterator[Claim]:
        """Offices by what their holders do: "whom we met, directed the Archive until 2016", "was at the head of it"."""
        noun = _DOING.get(clause.verb, "")
        if noun and clause.passive:  # "the Archive was led by X"
            yield from self._of_body(noun, clause.by("by"), clause.subject, clause, sentence)
            return
        gap = (clause.anchor,) if clause.link == "relative" and clause.anchor and not clause.object else ()
        bodies = (*clause.object, *clause.by("over"), *gap)
        if not noun or clause.passive:
            heads = [n for n in clause.by("at") if n.head.low in _AT_HEAD]
            noun, bodies = "head", tuple(n for one in heads for p, ns in one.phrases if p == "of" for n in ns)
        yield from self._of_body(noun, clause.subject, bodies, clause, sentence)

    def _of_body(
        self, noun: str, subject: tuple[Noun, ...], bodies: tuple[Noun, ...], clause: Clause, sentence: Sentence
    ) -> Iterator[Claim]:
        """The office whose noun a verb tells, of the body that it is done to."""
        holder = self._one(subject) if bodies else None
        named = [(n, of) for n in bodies if holder and (of := self._body(n, holder[0]))]
        if holder is not None and not named:
            yield from self._of_thing(noun, holder, bodies, clause, sentence)
        if not named or holder is None:
            return
        body, of = named[0]
        end = _end_of(body)
        period = self._time(
            max(end, holder[1].end) if clause.passive else end, clause, sentence, begins=False, ends=False
        )
        title = TitleSaid(body.start, end, noun, Aspect.NOW, body=of)
        title = replace(title, aspect=_aspect(Aspect.NOW, clause, period, changes=False))
        yield self._told(*holder, title, period, does=True)

    def _of_thing(
        self, noun: str, holder: tuple[Mention, Noun], things: tuple[Noun, ...], clause: Clause, sentence: Sentence
    ) -> Iterator[Claim]:
        """The office whose noun a verb tells, of a thing that a title of the holder names: "has chaired the board"."""
        for thing in things[:1]:
            words = f"{noun} of the {' '.join(w.low for w in thing.words if w.tag not in 'dqo')}"
            of = [n for p, ns in thing.phrases if p == "of" for n in ns[:1]]
            elsewhere = any(n.kind != "body" and n.head.tag == CAPITAL for n in of)
            if elsewhere or not any(
                title_of(words) == title_of(t) for f in self._offices(holder[0].entity) for t in titles_of(f)
            ):
                continue
            body = next((str(n.value) for n in of if n.kind == "body"), "")
            end = _end_of(thing) if body else thing.end
            period = self._time(end, clause, sentence, begins=False, ends=False)
            title = TitleSaid(thing.start, end, words, Aspect.NOW, body=body)
            title = replace(title, aspect=_aspect(Aspect.NOW, clause, period, changes=False))
            yield self._told(*holder, title, period)

    def _body(self, noun: Noun, person: Mention) -> str:
        """The body that a noun names: its id, or the words in which the fact base tells one of the person's offices."""
        if noun.kind:
            return str(noun.value) if noun.kind == "body" else ""
        words = {w for w in plain_words(self.text[noun.start : _end_of(noun)]) if w not in _SMALL}
        if not noun.head.text[:1].isupper() or not words:
            return ""
        bodies = {office_of(f).of for f in self._offices(person.entity)}
        fitting = [of for of in bodies if of and words <= body_words(of, self.named.facts)]
        return fitting[0] if len(fitting) == 1 else ""

    def _years(self, sentence: Sentence) -> Iterator[Claim]:
        """ "his years as director": an office that somebody had, with its time."""
        for noun in sentence.nouns:
            if singular(noun.head.low) not in _YEARS or not noun.owners or noun.denied:
                continue
            holder = self._one(noun.owners)
            one = next((ns[0] for p, ns in noun.phrases if p == "as" and ns), None)
            title = self.named.title_at(one.start, sentence.end) if one and holder else None
            if title is None or holder is None or not self.named.is_office(title, holder[0]):
                continue
            dates = own_dates(self.reading)
            period = period_at(self.text, title.end, sentence.end, dates, begins=False, ends=False)
            yield self._told(holder[0], noun, replace(title, aspect=Aspect.THEN), period)

    def _one(self, nouns: tuple[Noun, ...]) -> tuple[Mention, Noun] | None:
        """The one person whom nouns mean, as the letter named him, and the noun."""
        if len(nouns) != 1 or nouns[0].denied:
            return None
        meant = self.reading.prose.meant(nouns[0])
        if len(meant) != 1:
            return None
        known = self.by_place.get(meant[0].head.start)
        mention = known or next((m for m in self.named.people if m.entity == meant[0].value), None)  # "you", "I"
        unnamed = Mention(Span(meant[0].start, meant[0].end), str(meant[0].value), "")  # who is written to by a title
        return mention or unnamed, nouns[0]


def titles_of(fact: Fact) -> tuple[str, ...]:
    """The titles of an office of the fact base."""
    office = office_of(fact)
    return (office.office, *office.also)


def _end_of(noun: Noun) -> int:
    """Where a noun ends with what it is of."""
    return max([noun.end, *(n.end for p, ns in noun.phrases if p in {"of", "for"} for n in ns)])


def _aspect(aspect: Aspect, clause: Clause, period: Period | None, *, changes: bool) -> Aspect:
    """How a title is held that a clause gives: by its tense, and by whether it tells of a time that goes on."""
    if aspect not in {Aspect.NOW, Aspect.ACTING}:
        return aspect
    if clause.adverbs & _NO_LONGER:
        return Aspect.FORMER
    lasts = (
        clause.tense == "present" and not changes and (not clause.perfect or (period is not None and period.goes_on))
    )
    return aspect if lasts else Aspect.THEN


def _by_subject(claims: Iterable[Claim]) -> Mapping[str, Taken]:
    """The stretches that claims take, by whom they are of."""
    spans: dict[str, list[Span]] = {}
    for claim in claims:
        spans.setdefault(claim.subject, []).append(claim.span)
    return {subject: Taken.by(own) for subject, own in spans.items()}


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
