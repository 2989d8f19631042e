"""The words that stand before a date and tie it to what it dates: "starting on", "since", "Monday, the", "late in"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_factcheck.claims.grammar.calendar import Lead
from sphinx_factcheck.claims.grammar.said import DateSaid
from sphinx_factcheck.facts.words import WEEKDAYS

_REACH, _MOST = 34, 4
_OPEN = "(“\"‘'[—–"
_WEEKDAYS = {
    name: number
    for number, day in enumerate(WEEKDAYS)
    for name in (day.lower(), day[:3].lower(), {"Tue": "tues", "Wed": "weds", "Thu": "thurs"}.get(day[:3], day.lower()))
}
_STARTS = frozenset(
    "start starting starts started begin beginning begins began commence commences commenced commencing open opening "
    "opens opened effective".split()
)
_ENDS = frozenset("end ending ends ended conclude concluding concludes concluded close closes closed closing".split())
_SINGLE = {
    "from": Lead.START, "since": Lead.START, "through": Lead.END, "until": Lead.END, "till": Lead.END,
    "before": Lead.BEFORE, "by": Lead.BEFORE, "after": Lead.AFTER, "following": Lead.AFTER,
}  # fmt: skip
_DOUBLE = {
    ("as", "of"): Lead.START, ("up", "to"): Lead.END, ("prior", "to"): Lead.BEFORE, ("ahead", "of"): Lead.BEFORE,
    ("later", "than"): Lead.BEFORE,
}  # fmt: skip
_DAY_LEADS = frozenset("on dated since until by from before after starting beginning".split())
_MONTH_LEADS = frozenset("in since during by until last next this the every each".split())
_SURE_MONTH_LEADS = _MONTH_LEADS | frozenset("before after of for from through your its his her their our".split())
_PARTS = {"early": "early", "late": "late", "mid": "mid", "mid-": "mid"}
_PARTS_OF = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_STRETCHES = {
    ("first", "half"): "first half", ("second", "half"): "second half",
    ("first", "days"): "early", ("last", "days"): "late",
} | {(nth, "week"): f"{nth} week" for nth in ("first", "second", "third", "fourth", "last")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """The last words before an offset, in lower case. `window` is the text they stand in, `first` where it starts."""

    words: tuple[str, ...]
    window: str = ""
    first: int = 0

    @classmethod
    def of(cls, text: str, at: int, done: int = 0) -> Before:
        """The words before `at` that stand after `done`, none of them cut off."""
        first = max(at - _REACH, done)
        window = text[first:at].lower()
        if not window or not (window[-1].isspace() or window.endswith("mid-")):
            return cls(())
        if len(window) != at - first:  # a letter that is two in lower case
            window = "".join(c.lower() if c.isascii() else c for c in text[first:at])
        words = window.rsplit(maxsplit=_MOST)
        if len(words) > _MOST or (first and words and not text[first - 1].isspace() and not window[0].isspace()):
            del words[0]
        return cls(tuple([word.lstrip(_OPEN) for word in words]), window, first)

    def _start(self, back: int) -> int:
        """Where the last word but `back` starts."""
        at = len(self.window)
        for word in self.words[: -back - 2 : -1]:
            at = self.window.rindex(word, 0, at)
        return self.first + at

    def _without_the(self) -> tuple[str, ...]:
        return self.words[:-1] if self.words[-1:] == ("the",) else self.words

    def weekday(self) -> tuple[int, int] | None:
        """The weekday that the words end with, and where it starts: "Monday, the"."""
        told = self._without_the()
        number = _WEEKDAYS.get(told[-1].rstrip(",.")) if told else None
        return None if number is None else (number, self._start(len(self.words) - len(told)))

    def part(self) -> tuple[str, int] | None:
        """The part of a month that the words end with, and where they start: "late", "the end of"."""
        match self.words:
            case [*_, part] if part in _PARTS:
                return _PARTS[part], self._start(0)
            case [*_, part, "in"] if part in _PARTS:
                return _PARTS[part], self._start(1)
            case [*_, "the", part, "of"] if part in _PARTS_OF:
                return _PARTS_OF[part], self._start(2)
            case [*_, nth, stretch, "of"] if (nth, stretch) in _STRETCHES:
                return _STRETCHES[nth, stretch], self._start(2)
        return None

    def lead(self) -> Lead:
        """How the words tie the date to what it dates."""
        told = self._without_the()
        last, previous = (told[-1] if told else ""), (told[-2] if len(told) > 1 else "")
        if (previous, last) in _DOUBLE:
            return _DOUBLE[previous, last]
        verb = previous if last in {"on", "in", "from"} else last
        if verb in _STARTS:
            return Lead.START
        return Lead.END if verb in _ENDS else _SINGLE.get(last, Lead.AT)

    def leads_to_day(self) -> bool:
        """Whether a day must follow: "on", "dated"."""
        told = self._without_the()
        return bool(told) and told[-1] in _DAY_LEADS

    def leads_to_month(self, *, sure: bool) -> bool:
        """Whether a month can follow; `sure` where its name is no other word."""
        if self.words[-2:] == ("month", "of"):
            return True
        return bool(self.words) and self.words[-1] in (_SURE_MONTH_LEADS if sure else _MONTH_LEADS)

    def ends_with(self, *words: str) -> bool:
        """Whether the last word is one of these."""
        return bool(self.words) and self.words[-1] in words


def led(text: str, said: DateSaid, done: int = 0, before: Before | None = None) -> DateSaid:
    """The date with its weekday and the words that lead to it; `before` are the words before it, where known."""
    before = before or Before.of(text, said.start, done)
    named = before.weekday() if said.first.day else None
    if named:
        before = Before.of(text, named[1], done)
    lead = before.lead()
    if said.last and lead in {Lead.START, Lead.END}:
        lead = Lead.AT
    if named is None and lead is Lead.AT:
        return said
    return replace(said, start=named[1] if named else said.start, weekday=named[0] if named else None, lead=lead)
