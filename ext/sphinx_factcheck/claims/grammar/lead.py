"""The words that stand before a date and tie it to what it dates: "starting on", "since", "Monday, the", "late in"."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.claims.grammar.calendar import WEEKDAYS, Lead

_REACH = 34
_OPEN = "(“\"‘'[—–"
_WEEKDAYS = {
    name: number
    for number, day in enumerate(WEEKDAYS)
    for name in (day.lower(), day[:3].lower(), {"Tue": "tues", "Wed": "weds", "Thu": "thurs"}.get(day[:3], day.lower()))
}
_STARTS = frozenset("starting beginning begins began starts started commencing opening opens effective".split())
_ENDS = frozenset("ending ends ended concluding concludes".split())
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
_PARTS_OF = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}


@dataclass(frozen=True, slots=True)
class Before:
    """The last words before an offset, in lower case, with the offset at which each starts."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, at: int, done: int = 0) -> Before:
        """The words before `at` that stand after `done`, none of them cut off."""
        first = max(at - _REACH, done)
        window = text[first:at]
        if not window or not (window[-1].isspace() or window.endswith(("mid-", "Mid-"))):
            return cls((), ())
        words: list[str] = []
        starts: list[int] = []
        end = len(window)
        for word in reversed(window.split()):
            start = window.rindex(word, 0, end)
            if (start == 0 and first > 0 and not text[first - 1].isspace()) or len(words) == 4:
                break
            words.append(word.lstrip(_OPEN).lower())
            starts.append(first + start + len(word) - len(word.lstrip(_OPEN)))
            end = start
        return cls(tuple(words[::-1]), tuple(starts[::-1]))

    def _without(self, *words: str) -> Before:
        return Before(self.words[:-1], self.starts[:-1]) if self.ends_with(*words) else self

    def weekday(self) -> tuple[int, int] | None:
        """The weekday that the words end with, and where it starts: "Monday, the"."""
        told = self._without("the")
        number = _WEEKDAYS.get(told.words[-1].rstrip(",.")) if told.words else None
        return None if number is None else (number, told.starts[-1])

    def part(self) -> tuple[str, int] | None:
        """The part of a month that the words end with, and where they start: "late", "the end of"."""
        if not self.words:
            return None
        if self.words[-1] in _PARTS:
            return _PARTS[self.words[-1]], self.starts[-1]
        if self.words[-1] == "in" and len(self.words) > 1 and self.words[-2] in _PARTS:
            return _PARTS[self.words[-2]], self.starts[-2]
        if len(self.words) > 2 and self.words[-1] == "of" and self.words[-3] == "the" and self.words[-2] in _PARTS_OF:
            return _PARTS_OF[self.words[-2]], self.starts[-3]
        return None

    def lead(self) -> Lead:
        """How the words tie the date to what it dates."""
        told = self._without("the").words
        last, previous = (told[-1] if told else ""), (told[-2] if len(told) > 1 else "")
        if (previous, last) in _DOUBLE:
            return _DOUBLE[previous, last]
        verb = previous if last in {"on", "in", "from"} else last
        if verb in _STARTS:
            return Lead.START
        return Lead.END if verb in _ENDS else _SINGLE.get(last, Lead.AT)

    def leads_to_day(self) -> bool:
        """Whether a day must follow: "on", "dated"."""
        told = self._without("the").words
        return bool(told) and told[-1] in _DAY_LEADS

    def leads_to_month(self, *, sure: bool) -> bool:
        """Whether a month can follow; `sure` where its name is no other word."""
        if self.words[-2:] == ("month", "of"):
            return True
        return bool(self.words) and self.words[-1] in (_SURE_MONTH_LEADS if sure else _MONTH_LEADS)

    def ends_with(self, *words: str) -> bool:
        """Whether the last word is one of these."""
        return bool(self.words) and self.words[-1] in words
