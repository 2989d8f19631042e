"""Pairs of states of a page, made by rule: with a planted drift of its main text, or with other furniture only."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

_NAMES = "Anna Lind|Ove Dahl|Mira Sten|Karim Aziz|Lucia Prado|Tomas Beck|Noor Haddad|Ines Falk".split("|")
_PLACES = "Norhaven|Castel Verde|Tarn|Old Bridge|Westmark|the capital|Port Alba".split("|")
_BODIES = (
    "the district court|the ministry|the union of teachers|the city council|the press office|the commission".split("|")
)
_DEEDS = (
    "sentenced {name} to {n} years in prison for the leaflets found in a cellar",
    "said that {n} people had been held in {place} since the spring",
    "published a report of {n} pages on what happened in {place}",
    "rejected the appeal of {name} on {n} March, her lawyer told the newspaper",
    "voted by {n} to {m} against a debate on the prisons of {place}",
    "asked {name} to come back to {place} within {n} days",
    "counted {n} letters from prisoners, most of them from {place}",
    "told the families of {place} that the trial of {name} would begin on {n} June",
)
_OPENERS = ("On Monday {body} {deed}.", "As far as is known, {body} {deed}.", "Earlier {body} in {place} {deed}.",
            "{body} {deed}, although nobody had expected it to.", "In a statement {body} {deed}.")  # fmt: skip
_TEASERS = (
    "Ten recipes for a long winter evening", "The minister resigns after a night of talks",
    "How {name} won the regatta for the third time", "Opinion: why {place} needs a new bridge",
    "Watch: the storm reaches {place} and takes the roof of the town hall", "Ticket prices go up again, says {body}",
    "Quiz: how well do you know the rivers of the north?", "{name} on music, money and moving house",
)  # fmt: skip
_ADVERTS = (
    "Save {n} % on your first order of coffee this week only.", "Subscribe now for {n} euros a month and read all we write.",
    "Your phone deserves better: change to Tellio before {n} May.", "Advertisement",
    "We use cookies to make this site better. You can change your mind at any time.",
    "Get our newsletter: the best of the week, every Saturday, in your inbox.",
)  # fmt: skip


@dataclass
class Story:
    """What a page is about: its title and its paragraphs, each a list of sentences."""

    title: str
    paragraphs: list[list[str]]


def _filled(words: str, chance: random.Random) -> str:
    told = words.format(
        name=chance.choice(_NAMES), place=chance.choice(_PLACES), n=chance.randint(2, 90), m=chance.randint(2, 90),
        body=chance.choice(_BODIES), deed="{deed}",
    )  # fmt: skip
    if "{deed}" in told:
        told = told.replace("{deed}", _filled(chance.choice(_DEEDS), chance))
    return told[0].upper() + told[1:]


def _sentence(chance: random.Random) -> str:
    return _filled(chance.choice(_OPENERS), chance)


def story(chance: random.Random) -> Story:
    """A story of three to eight paragraphs."""
    return Story(
        _filled(chance.choice(_DEEDS), chance),
        [[_sentence(chance) for _ in range(chance.randint(1, 4))] for _ in range(chance.randint(3, 8))],
    )


def drifted(old: Story, chance: random.Random) -> Story:
    """The story with one thing in it changed."""
    new = Story(old.title, [list(paragraph) for paragraph in old.paragraphs])
    at = chance.randrange(len(new.paragraphs))
    paragraph = new.paragraphs[at]
    number = chance.randrange(len(paragraph))
    match chance.choice(["number", "word", "dropped", "added", "paragraph", "denied", "name"]):
        case "number":
            words = paragraph[number].split()
            digits = [i for i, word in enumerate(words) if word.strip(".,").isdigit()]
            words[digits[0]] = words[digits[0]].replace(words[digits[0]].strip(".,"), str(chance.randint(100, 999)))
            paragraph[number] = " ".join(words)
        case "word":
            words = paragraph[number].split()
            words[chance.randrange(1, len(words) - 1)] = "nevertheless"
            paragraph[number] = " ".join(words)
        case "dropped":
            paragraph.pop(number)
        case "added":
            paragraph.insert(number, "Correction: an earlier version of this page said the opposite of that.")
        case "paragraph":
            new.paragraphs.pop(at)
        case "denied":
            paragraph[number] = paragraph[number].replace(" ", " never ", 3)
        case "name":
            paragraph[number] = f"Petra Novak was there: {paragraph[number]}"
    return new


def _furniture(chance: random.Random) -> Callable[[], str]:
    return lambda: _filled(chance.choice(_ADVERTS + _TEASERS), chance)


def _list(chance: random.Random, count: int) -> str:
    return "".join(f'<li><a href="/{chance.randint(1, 999)}">{_filled(chance.choice(_TEASERS), chance)}</a></li>'
                   for _ in range(count))  # fmt: skip


def _paragraphs(told: Story, between: Callable[[int], str] = lambda n: "") -> str:
    return "".join(f"<p>{' '.join(p)}</p>{between(n)}" for n, p in enumerate(told.paragraphs) if p)


def _when(chance: random.Random) -> str:
    return chance.choice([f"{chance.randint(1, 28)} June 2023", f"{chance.randint(2, 59)} minutes ago", "Updated 3 h ago",
                          f"Published June {chance.randint(1, 28)}, 2023 4:{chance.randint(10, 59)} pm EDT"])  # fmt: skip


def news(told: Story, chance: random.Random) -> str:
    one = _furniture(chance)
    return f"""<!doctype html><html><head><title>{told.title} | The Daily</title></head><body>
<div class="cookie-banner" role="dialog">{chance.choice(_ADVERTS[4:])}</div>
<header><nav><ul>{_list(chance, 6)}</ul></nav><div class="ad">{one()}</div></header>
<main><article><h1>{told.title}</h1><p class="byline">By {chance.choice(_NAMES)}</p><time>{_when(chance)}</time>
<div class="share">Share {chance.randint(1, 999)} · {chance.randint(1, 99)} comments</div>
{_paragraphs(told, lambda n: f'<div class="advert"><p>{chance.choice(_ADVERTS[:4]).format(n=n + 3)}</p></div>' if n == 1 else "")}
</article><aside class="related"><h2>Related</h2><ul>{_list(chance, 4)}</ul></aside></main>
<div class="most-read"><h3>Most read</h3><ol>{_list(chance, 5)}</ol></div>
<footer>© {chance.randint(2019, 2026)} The Daily. All rights reserved.</footer></body></html>"""


def blog(told: Story, chance: random.Random) -> str:
    return f"""<html><head><title>{told.title} – a blog</title></head><body><div id="page">
<div id="sidebar" class="widget-area"><h3>Recent posts</h3><ul>{_list(chance, 5)}</ul><p>Visitors: {chance.randint(9, 99999)}</p></div>
<div class="post"><h2 class="entry-title">{told.title}</h2><div class="entry-meta">Posted on {_when(chance)}</div>
<div class="entry-content">{_paragraphs(told)}</div><div class="tags">Tags: {chance.choice(_PLACES)}, {chance.choice(_PLACES)}</div></div>
<div id="comments"><h3>{chance.randint(0, 30)} responses</h3><div class="comment"><p>{_filled(chance.choice(_TEASERS), chance)} Well said!</p></div></div>
<div id="footer">Proudly powered by nothing at all, since {chance.randint(2001, 2020)}</div></div></body></html>"""


def portal(told: Story, chance: random.Random) -> str:
    one = _furniture(chance)
    return f"""<html><head><title>{told.title}</title></head><body><table width="100%"><tr><td class="menu">
{"<br>".join(f'<a href="/x">{one()}</a>' for _ in range(6))}</td><td class="content"><h1>{told.title}</h1>
<div class="date">{_when(chance)}</div>{_paragraphs(told)}</td><td class="right"><div class="banner">{one()}</div>
<ul>{_list(chance, 3)}</ul></td></tr></table><div class="copyright">Copyright {chance.randint(1999, 2026)}</div></body></html>"""


def release(told: Story, chance: random.Random) -> str:
    return f"""<html><head><title>Press release</title></head><body><header><a href="#main">Skip to content</a>
<nav>{"".join(f"<a href='/{n}'>{word}</a> " for n, word in enumerate(chance.sample(["Home", "About", "Work", "News", "Donate", "Shop", "Jobs"], 5)))}</nav></header>
<section id="main"><h1>{told.title}</h1><p>{_when(chance)}</p>{_paragraphs(told)}
<p>###</p></section><section class="newsletter"><p>{chance.choice(_ADVERTS[4:])}</p></section>
<section class="promo"><a href="/give"><p>Your gift of {chance.randint(5, 500)} today helps us go on with this work.</p></a></section>
<footer><p>Follow us · Contact · Imprint</p></footer></body></html>"""


SHAPES: tuple[Callable[[Story, random.Random], str], ...] = (news, blog, portal, release)


def pair(number: int, *, drift: bool) -> tuple[str, str]:
    """Two states of one page: other furniture always, another main text where it drifts."""
    chance = random.Random(number)
    shape = SHAPES[number % len(SHAPES)]
    told = story(chance)
    return shape(told, chance), shape(drifted(told, chance) if drift else told, chance)
