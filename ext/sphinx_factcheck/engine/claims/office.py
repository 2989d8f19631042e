"""Offices: "former Minister of Foreign Affairs X", "X, president of Y since 2012", and the titles of signers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.holding.after import After
from sphinx_factcheck.engine.claims.holding.before import Before
from sphinx_factcheck.engine.claims.holding.judged import Held, judged
from sphinx_factcheck.engine.claims.holding.named import Named
from sphinx_factcheck.engine.claims.holding.preceded import Preceded, judge_preceded, preceded_in
from sphinx_factcheck.engine.claims.holding.signed import Signed
from sphinx_factcheck.engine.claims.holding.told import Told
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.spans.titles import TitleSaid
from sphinx_factcheck.letters.text import Span

_JOINED = re.compile(r",?\s(?:and\s)?|\sand\s")


class OfficeKind:
    """Which office a person holds."""

    name = "office"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every title that stands before or after a person's name, or beside it in a line of signers."""
        return _Finder(reading).claims()

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an office against those the person held, as of the day that its sentence tells of."""
        if isinstance(claim.said, Preceded):
            return judge_preceded(claim.subject, claim.said, reading.facts, own_dates(reading))
        return judged(claim.subject, claim.asserted(Held), reading.facts, own_dates(reading))


def tenures_told(reading: Reading) -> list[Span]:
    """The stretches that say when an office began, ended or was held, in order."""
    told = (claim for claim in reading.claims_of(OfficeKind()) if isinstance(claim.said, Held))
    return sorted(claim.span for claim in told if claim.asserted(Held).period)


class _Finder:
    """What a letter says of the offices of those it names."""

    def __init__(self, reading: Reading) -> None:
        self.named = Named(reading)
        self.before, self.after, self.signed = Before(self.named), After(self.named), Signed(self.named)

    def claims(self) -> Iterator[Claim]:
        yield from preceded_in(self.named)
        told = list(self._told()) if self.named.people else []
        told += Told(self.named, self.after).claims(told)
        holders: dict[tuple[str, ...], set[str]] = {}
        for claim in told:
            holders.setdefault(claim.asserted(Held).titles, set()).add(claim.subject)
        shared = [claim for claim in told if len(holders[claim.asserted(Held).titles]) > 1]
        given: dict[tuple[int, tuple[str, ...]], set[str]] = {}
        for claim in shared:
            given.setdefault(self._sentence_and_title(claim), set()).add(claim.subject)
        for claim in told:
            beside = given.get(self._sentence_and_title(claim), {claim.subject}) - {claim.subject} if given else ()
            held = claim.asserted(Held)
            yield replace(claim, said=replace(held, beside=tuple(sorted(beside)))) if beside else claim

    def _sentence_and_title(self, claim: Claim) -> tuple[int, tuple[str, ...]]:
        return self.named.reading.sentence_at(claim.span.start).start, claim.asserted(Held).titles

    def _told(self) -> Iterator[Claim]:
        signers = sorted(self.named.reading.letter.signers)
        shared: TitleSaid | None = None
        for n, mention in enumerate(self.named.people):
            at = bisect_right(signers, mention.span.start, key=lambda line: line.start) - 1
            if at >= 0 and mention.span.within(signers[at]):
                continue
            before = self.named.people[n - 1].span.end if n else -1
            if shared and before >= 0 and _JOINED.fullmatch(self.named.text, before, mention.span.start):
                title: TitleSaid | None = replace(shared, start=mention.span.start, end=mention.span.start)
            else:
                title = self.before.title(mention)
            shared = title if title and title.plural else None
            if title:
                yield self.before.claim(mention, title)
            yield from self.after.claims(mention)
        for line in signers:
            yield from self.signed.claims(line)
