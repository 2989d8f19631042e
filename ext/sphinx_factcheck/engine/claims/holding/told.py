"""Offices told by a clause, wherever in it the title stands: "X was in 2009 appointed director".

A row of `POSTS` tells which verbs lead to a title in which of their roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.frames.telling import can_tell
from sphinx_factcheck.engine.claims.holding.after import After
from sphinx_factcheck.engine.claims.holding.judged import Held
from sphinx_factcheck.engine.claims.holding.named import SURELY, Named
from sphinx_factcheck.engine.claims.holding.posts import ANY_OFFICE, DOING, Post, may_tell, posts_of
from sphinx_factcheck.engine.claims.taken import Taken
from sphinx_factcheck.engine.claims.writers import addressee, author
from sphinx_factcheck.engine.language.clauses import Clause, Complement, Noun
from sphinx_factcheck.engine.language.lexicon import CAPITAL, singular
from sphinx_factcheck.engine.language.people import READER
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.titles import TitleSaid
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.facts.offices import (
    OFFICE_KEYS,
    Aspect,
    Fit,
    Period,
    body_words,
    fit,
    office_of,
    plain_words,
    rules,
    title_of,
)
from sphinx_factcheck.letters.text import Span

_YEARS = frozenset("year time term tenure stint spell day period".split())
"""What somebody has as the holder of an office: "his years as director"."""
_CAPACITY = frozenset("capacity role position function responsibility responsibilities".split())
_POINTING = frozenset("the that this his her its their your my".split())
_SMALL = frozenset("the of and for our its a".split())
_AT_HEAD = frozenset({"head", "helm"})
_TAKES_FOR = frozenset("regard see treat know describe consider view portray remember think".split())
"""What is done to somebody "as" something, be he that or not."""
_FIRST_WORD = later(r"\b(?!(?:the|an?|as|of)\s)(?=\w+(?:[’']s)?\s(?:\w+(?:[’']s)?\s)?$)")
_FIRST_WORDS = 30
_NO_LONGER = frozenset({"no longer", "not any more"})

Office = tuple[Claim, Span]
"""An office as a clause gives it to somebody, and the stretch that tells it, without the name."""


class Told:
    """Offices that the clauses of a letter give to somebody."""

    def __init__(self, named: Named, after: After) -> None:
        self.named, self.text, self.reading, self.after = named, named.text, named.reading, after
        self.known: list[Claim] = []
        self.by_place = {m.span.start: m for m in named.people}

    def claims(self, known: list[Claim]) -> Iterator[Claim]:
        """Every office that a clause gives to one person, but for those that are known already."""
        spoken_of = {m.entity for m in self.named.people} | {addressee(self.reading), author(self.reading)} - {""}
        titles = [title for one in spoken_of for f in self._offices(one) for title in titles_of(f)]
        nouns = frozenset(noun for title in titles for noun in title_of(title).nouns)
        if not nouns:
            return
        self.known, whose = list(known), _by_subject(known)
        last = -1
        for found in may_tell(nouns).finditer(self.text):
            if found.end() <= last:
                continue
            sentence = self.reading.sentence_at(found.end() - 1)
            last = sentence.end
            if self.reading.letter.signer(sentence.start, sentence.end) or not can_tell(self.reading, sentence):
                continue
            here: list[Office] = []
            for told in self._of(self.reading.prose.sentence(self.reading.prose.number_at(found.end() - 1))):
                claim, core = told
                again = any(one.subject == claim.subject and _meet(stretch, core) for one, stretch in here)
                if not again and not (claim.subject in whose and whose[claim.subject].meet(core)):
                    here.append(told)
                    self.known.append(claim)
                    yield claim

    def _offices(self, person: str) -> tuple[Fact, ...]:
        return tuple(self.named.facts.about(person, *OFFICE_KEYS))

    def _of(self, sentence: Sentence) -> Iterator[Office]:
        for clause in sentence.clauses:
            yield from self._as(clause, sentence)
            no_longer = bool(clause.adverbs & _NO_LONGER)
            if not clause.verb or not (clause.certainty.told or no_longer) or clause.modal:
                continue
            yield from self._by_verb(clause, sentence)
            yield from self._doing(clause, sentence)
        yield from self._years(sentence)

    def _by_verb(self, clause: Clause, sentence: Sentence) -> Iterator[Office]:
        done: set[str] = set()
        for post in posts_of(clause):
            if clause.passive and not post.passive:
                continue
            patients = clause.indirect or tuple(n for n in clause.object if n.kind == "person")
            holder = self._one(clause.subject if clause.passive == post.passive else patients)
            if holder is None or holder[0].entity in done:
                continue
            told = (list(self._claims(holder, noun, clause, sentence, post)) for noun in self._nouns(post, clause))
            if found := next(filter(None, told), None) or list(self._in_office(holder, clause, sentence, post)):
                done.add(holder[0].entity)
                yield from found

    def _nouns(self, post: Post, clause: Clause) -> Iterator[Noun]:
        """The nouns that may be a title, in the roles of a row."""
        for where in post.where.split():
            if where == "post":
                posts = [n for n in (*clause.object, *clause.indirect) if singular(n.head.low) in ANY_OFFICE]
                yield from (n for one in posts for p, ns in one.phrases if p in {"of", "as"} for n in ns[:1])
                yield from clause.by("as") if posts else ()
            elif where == "object":
                yield from clause.object[:1]
            elif where == "predicate":  # behind a time that stands between: "was, from 2009 to 2016, the director"
                beside = (a for c in clause.complements for n in c.nouns if n.kind == "date" for a in n.apposed)
                yield from [n for n in clause.predicate if not n.is_pronoun][:1] or beside  # "was himself the director"
            elif where == "to":
                posts = [n for n in clause.by("to") if singular(n.head.low) in ANY_OFFICE]
                yield from (n for one in posts for p, ns in one.phrases if p in {"of", "as"} for n in ns[:1])
            else:
                yield from clause.by(where)[:1]

    def _claims(
        self, holder: tuple[Mention, Noun], noun: Noun, clause: Clause, sentence: Sentence, post: Post
    ) -> Iterator[Office]:
        """The office that a noun is, and those that follow it: "is dean of Law, treasurer of the Guild and a judge"."""
        person, subject = holder
        title = self._title(noun, sentence, person) if noun.kind != "person" else None
        if title is None or not self.named.is_office(title, person) or title.start > noun.head.end:
            return
        if self._is_of_another(title):
            return
        period = self._period(title.end, clause, sentence, post)
        title = replace(title, aspect=_aspect(title.aspect, clause, period, changes=post.begins or post.ends))
        shared = any(subject in c.subject and subject.end <= c.verb_start < clause.verb_start for c in sentence.clauses)
        claim, core = self._told(person, subject, title, period)
        yield (replace(claim, span=Span(clause.group_start, claim.span.end)) if shared else claim), core
        for further in self.after.further(person, title, core.end, sentence.end):
            yield further, further.span

    def _title(self, noun: Noun, sentence: Sentence, person: Mention) -> TitleSaid | None:
        """The title that a noun is, as a whole where the base has it: "remains first Sea Lord"."""
        offices = [office_of(f) for f in self._offices(person.entity)]
        for led in _FIRST_WORD.finditer(self.text, max(noun.start - _FIRST_WORDS, sentence.start), noun.start):
            title = self.named.title_at(led.start(), sentence.end)
            if title is None or title.end < noun.head.end:
                continue
            if any(fit(title.words, title.body, one, self.named.facts) is Fit.WHOLE for one in offices):
                return title
        return self.named.title_at(noun.start, sentence.end)

    def _period(self, at: int, clause: Clause, sentence: Sentence, post: Post) -> Period | None:
        if post.passive and not clause.passive and not post.begins and self._one(clause.subject):
            return None  # "Y succeeded X as director in 2016": the time is that of Y
        period = self._time(at, clause, sentence, begins=post.begins, ends=post.ends)
        return replace(period, chosen=True) if period and post.chosen else period

    def _in_office(
        self, holder: tuple[Mention, Noun], clause: Clause, sentence: Sentence, post: Post
    ) -> Iterator[Office]:
        """When an office began, ended or was held that is told before, or is the one its holder has: "took office"."""
        person = holder[0]
        gap = (clause.anchor,) if clause.link == "relative" and clause.anchor and not clause.object else ()
        roles = {"object": clause.object or gap, "alone": clause.subject, "": ()}
        nouns = roles[post.office] if post.office in roles else clause.by(post.office)
        alone = post.office == "alone" and _says_no_more(clause, post)
        noun = next((n for n in nouns if alone or _is_any_office(n)), None)
        ruled = post.words.startswith("rule") or (noun is not None and noun.head.low == "power")
        offices = [f for f in self._offices(person.entity) if not ruled or rules(office_of(f))]
        if noun is None or not offices:
            return
        period = self._period(max(noun.end, clause.verb_end), clause, sentence, post)
        if period is None:
            return
        start, stop = min(_start_of(holder), period.end), max(clause.verb_end, period.end)
        held = Held((), Aspect.THEN, period=period, surely=person.why in SURELY)
        if len({f.address for f in self._offices(person.entity)}) > 1:
            told = None if alone or noun.words[0].low not in _POINTING else self._told_before(person, clause)
            held = replace(held, loosely=True)
            if told:
                held = replace(held, titles=told.titles, body=told.body, thing=told.thing, loosely=told.loosely)
        claim = Claim("office", person.entity, f"office {period}", Span(start, stop), held)
        yield claim, Span(clause.verb_start, stop)

    def _told_before(self, person: Mention, clause: Clause) -> Held | None:
        """The last office that the letter gave somebody before a clause."""
        earlier = [c for c in self.known if c.subject == person.entity and c.span.start < clause.verb_start]
        held = max(earlier, key=lambda c: c.span.start).said if earlier else None
        return held if isinstance(held, Held) else None

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
    ) -> Office:
        own = subject.start <= person.span.start and person.span.end <= subject.end
        ends = [period.end] if period else []
        last = subject.end if does or (own and subject.start > title.end) else title.end
        start = min(_start_of((person, subject)), title.start, *ends)
        span = Span(start, max([title.end, last, *ends]))
        core = Span(title.start, max(title.end, *ends) if ends else title.end)
        return self.named.claim(person, title, span, period, does=does, loosely=loosely), core

    def _as(self, clause: Clause, sentence: Sentence) -> Iterator[Office]:
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
            period = self.named.tenures.at(title.end, sentence.end)
            over = period is not None and not period.goes_on
            title = replace(title, aspect=_aspect(title.aspect, clause, period, changes=over))
            yield self._told(*holder, title, period, loosely=not (holder[1].is_pronoun or over))

    def _as_whom(self, complement: Complement, clause: Clause) -> tuple[Mention, Noun] | None:
        """Who is told to be so: the one right before "as", else the subject right behind what it leads to."""
        objects = (*clause.object, *clause.indirect, *(n for c in clause.complements for n in c.nouns))
        for noun in (n for n in (*clause.subject, *objects) if n.kind not in {"date", "term"}):
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
        timed = (c.start - 1 for c in clause.complements if any(n.kind in {"date", "term"} for n in c.nouns))
        for start in (at, *timed):
            if start > 0 and (told := self.named.tenures.at(start, sentence.end, begins=begins, ends=ends)):
                so_far = told.lasted is not None and clause.perfect and clause.tense == "present"
                return replace(told, so_far=True) if so_far else told
        for spent in (n for n in clause.object if n.kind == "term"):
            return self.named.tenures.length(spent.start, sentence.end)
        if not clause.subject:
            return None
        return self.named.tenures.before(sentence.start, clause.subject[0].start, begins=begins, ends=ends)

    def _doing(self, clause: Clause, sentence: Sentence) -> Iterator[Office]:
        """Offices by what their holders do: "whom we met, directed the Archive until 2016", "was at the head of it"."""
        noun = DOING.get(clause.verb, "")
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
    ) -> Iterator[Office]:
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
    ) -> Iterator[Office]:
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

    def _years(self, sentence: Sentence) -> Iterator[Office]:
        """ "his years as director", "after ten years as director": an office that somebody had, with its time."""
        for noun in sentence.nouns:
            if noun.denied or not (noun.kind == "term" or (noun.owners and singular(noun.head.low) in _YEARS)):
                continue
            one = next((ns[0] for p, ns in noun.phrases if p == "as" and ns), None)
            clause = sentence.clause_of(noun) if one and not noun.owners else None
            after = clause is not None and clause.certainty.told and noun in clause.by("after")
            holder = self._one(noun.owners or (clause.subject if clause and after else ())) if one else None
            title = self.named.title_at(one.start, sentence.end) if one and holder else None
            if title is None or holder is None or not self.named.is_office(title, holder[0]):
                continue
            lasted = self.named.tenures.length(noun.start, noun.end) if noun.kind == "term" else None
            period = self.named.tenures.at(title.end, sentence.end) or (lasted and replace(lasted, end=title.end))
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


def _start_of(holder: tuple[Mention, Noun]) -> int:
    """Where the name of a holder begins in the noun that means him, without what stands before it."""
    mention, noun = holder
    return mention.span.start if noun.start <= mention.span.start < noun.end else noun.start


def _says_no_more(clause: Clause, post: Post) -> bool:
    """Whether a verb that tells of an office by itself leads to nothing but times, and the land that is ruled."""
    realm = all(n.is_pronoun or n.kind == "body" or n.head.tag == CAPITAL for n in clause.object)
    others = (n for c in clause.complements if c.preposition != "by" for n in c.nouns if n.kind not in {"date", "term"})
    particle = clause.particle and f"{clause.verb}_{clause.particle}" not in post.words.split()
    return realm and not particle and not any(others)


def _is_any_office(noun: Noun) -> bool:
    """Whether a noun can stand for any office: "the post", "that office", "power"."""
    timed = all(n.kind in {"date", "term"} for _, nouns in noun.phrases for n in nouns)
    told = singular(noun.head.low) in ANY_OFFICE and not noun.kind and timed
    return told and (noun.words[0].low in _POINTING or noun.head.low in {"office", "power"})


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
