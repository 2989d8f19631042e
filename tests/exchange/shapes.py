"""Ten shapes of pages and files around one letter, for the import: what each looks like out there, made for the tests."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from html import escape

TITLE = "Open Letter to the Minister of Justice on the Trial of the Five Printers"
ADDRESS = ("Minister Karin Holm", "Ministry of Justice", "12 Harbour Street", "Norhaven")
PARAGRAPHS = (
    "Dear Minister Holm,",
    "We write on behalf of eight organizations that follow trials of printers, teachers and editors in the north of the country.",
    (
        "On 4 May 2021 the district court in Tarn sentenced Mira Sten to 6 years in prison and Ove Dahl to 4 years – for leaflets “of "
        "an unknown kind” that nobody has seen. Their lawyer, who asked for the file three times, was sent home."
    ),
    "We ask you to:",
)
DEMANDS = (
    "let the five printers go, and give back what was taken from their shop in Tarn;",
    "open the next session of the court to their families and to the newspapers; and",
    "tell Parliament who ordered the search of the shop, and on what grounds it was ordered.",
)
LAST = (
    "A court that sits behind closed doors will be believed by nobody, whatever it finds. We should be glad to come and see you.",
    "Yours sincerely,",
)
SIGNERS = (
    "Anna Lind, Chair, Union of Printers",
    "Tomas Beck, Director, Tarn Legal Aid",
    "Noor Haddad, Editor, The Northern Review",
    "Friends of the Free Press",
    "Lucia Prado, Secretary, Teachers’ Association of the North",
    "Ines Falk, Professor of Law, University of Norhaven",
    "Karim Aziz, President, Open Archives Foundation",
    "Committee for the Five",
)
WORDS = " ".join((*PARAGRAPHS, *DEMANDS, *LAST, *SIGNERS)).split()


def _p(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines)


def _ul(lines: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>\n"


BODY = _p(PARAGRAPHS) + _ul(DEMANDS) + _p(LAST)


def news() -> str:
    return f"""<!doctype html><html lang="en"><head><title>{TITLE} | The Norhaven Daily</title>
<meta property="article:published_time" content="2021-05-12T09:00:00Z"><script>var x = "Dear reader";</script></head><body>
<div id="cookie-consent">We use cookies to make this site better. <button>Agree</button></div>
<header><a href="/">The Norhaven Daily</a><nav><ul><li><a href="/n">News</a></li><li><a href="/o">Opinion</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1><div class="byline">By our correspondent</div><time datetime="2021-05-12">12 May 2021</time>
<figure><img src="a.jpg" alt="court"><figcaption>The court in Tarn. Photo: A. Nobody</figcaption></figure>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Twitter</a></div>{_p(PARAGRAPHS)}
<div class="ad-slot"><p>Save 30 % on your first order of coffee this week only.</p></div>{_ul(DEMANDS)}{_p(LAST)}{_ul(SIGNERS)}
<div class="tags">Tags: <a href="/t">prison</a>, <a href="/u">printers</a></div></article>
<aside><h2>Related</h2><ul><li><a href="/1">The printers of Tarn, a year later</a></li><li><a href="/2">A shop is searched at night</a></li></ul></aside></main>
<section class="newsletter"><p>Subscribe to our newsletter and read the best of the week every Saturday.</p></section>
<footer>© 2021 The Norhaven Daily. All rights reserved.</footer></body></html>"""


def blog() -> str:
    lines = "<br />\n".join(map(escape, SIGNERS))
    return f"""<html><head><title>{TITLE} – Letters from the north</title></head><body class="single"><div id="page">
<h1 class="site-title"><a href="/">Letters from the north</a></h1><div id="sidebar" class="widget-area"><h3>Recent posts</h3><ul><li><a href="/a">A walk
along the harbour</a></li><li><a href="/b">Books of the spring</a></li></ul></div><div class="post hentry">
<h2 class="entry-title">{TITLE}</h2><div class="entry-meta">Posted on May 12, 2021 by admin</div><div class="entry-content">
{BODY}<p>{lines}</p></div><div class="sharedaddy sharing"><h3>Share this:</h3></div><nav class="post-navigation"><a href="/p">← Older</a></nav></div>
<div id="comments"><h3>2 responses</h3><div class="comment"><p>Thank you for this letter, it should have been written long ago!</p></div></div>
</div><div id="footer">Proudly powered by nothing</div></body></html>"""


def print_view() -> str:
    return f"""<html><head><title>{TITLE}</title></head><body onload="print()"><p>Printed from https://norhaven.example/7</p><hr>
<h1>{TITLE}</h1><p>12 May 2021</p>{BODY}{_p(SIGNERS)}<hr><p>Source: https://norhaven.example/7</p></body></html>"""


def old_table() -> str:
    lines = "<br><br>\n".join(map(escape, PARAGRAPHS)) + "<br>" + _ul(DEMANDS) + "<br><br>".join(map(escape, LAST))
    return f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR="#ffffff"><TABLE WIDTH="100%"><TR><TD WIDTH="20%" VALIGN=top>
<A HREF="/">Home</A><BR><A HREF="/l">Letters</A><BR><A HREF="/m">Members</A></TD><TD><FONT FACE="Arial"><CENTER><B>{TITLE}</B></CENTER><BR>
May 12, 2021<BR><BR>{lines}<BR><BR>{"<BR>".join(map(escape, SIGNERS))}</FONT></TD></TR></TABLE>
<CENTER><FONT SIZE=1>Copyright 2021 Union of Printers</FONT></CENTER></BODY></HTML>"""


def _wrapped() -> str:
    parts = [*PARAGRAPHS]
    told = "\n\n".join(textwrap.fill(part, 72) for part in parts)
    demands = "\n".join(textwrap.fill(f"- {line}", 72, subsequent_indent="  ") for line in DEMANDS)
    return (
        f"{told}\n\n{demands}\n\n" + "\n\n".join(textwrap.fill(part, 72) for part in LAST) + "\n\n" + "\n".join(SIGNERS)
    )


def mailing_list() -> str:
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><HTML><HEAD><TITLE> [letters] {TITLE} </TITLE></HEAD><BODY BGCOLOR="#ffffff">
<H1>[letters] {TITLE}</H1><B>Anna Lind</B> <A HREF="mailto:a%40x.example" TITLE="[letters]">a at x.example </A><BR>
<I>Wed May 12 09:00:00 CEST 2021</I><P><UL><LI>Previous message: <A HREF="1.html">[letters] Minutes </A></li>
<LI>Next message: <A HREF="3.html">[letters] Re: Minutes </A></li><LI> <B>Messages sorted by:</B> <a href="date.html">[ date ]</a>
<a href="thread.html">[ thread ]</a></LI></UL><HR> <!--beginarticle--><PRE>{escape(_wrapped())}

</PRE><!--endarticle--><HR><P><UL><LI>Previous message: <A HREF="1.html">[letters] Minutes </A></li></UL><hr>
<a href="x">More information about the letters mailing list</a><br></body></html>"""


def mail() -> str:
    return (
        f"From: Anna Lind <a@x.example>\nTo: letters@x.example\nDate: Wed, 12 May 2021 09:00:00 +0200\nSubject: [letters] {TITLE}\n"
        f"Message-ID: <1@x.example>\n\n{_wrapped()}\n\n_______________________________________________\nletters mailing list\n"
        "letters@x.example\nhttps://x.example/listinfo/letters\n"
    )


def release() -> str:
    signed = "".join(f"<div class='row'><span>{escape(line)}</span></div>" for line in SIGNERS)
    return f"""<html><head><title>{TITLE} - Open Archives</title><meta property="og:title" content="{TITLE}"></head><body>
<a class="skip-link" href="#c">Skip to main content</a><div class="top-bar"><a href="/give">Donate</a> <a href="/s">Search</a></div>
<div class="layout"><div class="layout__inner"><div id="c"><p class="label">Press Release</p><h1>{TITLE}</h1><p class="date">12 May 2021</p>
<div class="field--body">{BODY}<h3>Signatories</h3>{signed}</div></div></div></div>
<div class="cta"><p>Your tax deductible gift can help stop closed trials around the world.</p></div><footer><p>Follow us</p></footer></body></html>"""


def spa() -> str:
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE}</title><meta name="date" content="2021-05-12"></head><body>
<div id="__next"><div class="css-1a"><div class="css-2b"><div class="css-3c"><div role="banner"><span>Norhaven Review</span></div><div class="css-4d">
<h1 class="css-5e">{TITLE}</h1><div class="css-6f"><span>5 min read</span></div><div class="css-7g">{"".join(f'<div class="css-8h"><span>{escape(p)}</span></div>' for p in PARAGRAPHS)}
{_ul(DEMANDS)}{"".join(f'<div class="css-8h"><span>{escape(p)}</span></div>' for p in LAST)}<ol>{"".join(f"<li><div>{escape(s)}</div></li>" for s in SIGNERS)}</ol></div></div>
<div role="complementary"><div><a href="/1">Ten recipes for a long winter evening</a></div></div></div></div></div></div></body></html>"""


def text_capture() -> str:
    demands = "\n".join(f"  • {line}" for line in DEMANDS)
    return (
        f"Skip to content\n\n{TITLE}\n\n12 May 2021\n\nShare\n\n" + "\n".join(ADDRESS) + "\n\n" + "\n\n".join(PARAGRAPHS)
        + f"\n\n{demands}\n\n" + "\n\n".join(LAST) + "\n\n\n" + "\n\n".join(SIGNERS)
        + "\n\nSubscribe to our newsletter\n\n© 2021 Union of Printers\n"
    )  # fmt: skip


def markdown() -> str:
    demands = "\n".join(f"* {line}" for line in DEMANDS)
    signers = "\n".join(f"1. {line}" for line in SIGNERS)
    return (
        f"---\nlayout: post\ntitle: {TITLE}\ndate: 2021-05-12 09:00:00 +0200\ntags: [a, b]\n---\n\n" + "\n\n".join(PARAGRAPHS)
        + f"\n\n{demands}\n\n" + "\n\n".join(LAST) + f"\n\n## Signed\n\n{signers}\n"
    )  # fmt: skip


SHAPES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "news site": ("page.html", news),
    "blog": ("page.html", blog),
    "print view": ("page.html", print_view),
    "layout in tables": ("page.html", old_table),
    "archive of a mailing list": ("page.html", mailing_list),
    "press release": ("page.html", release),
    "page of nested divisions": ("page.html", spa),
    "mail": ("letter.txt", mail),
    "text of a page": ("letter.txt", text_capture),
    "Markdown of a blog": ("letter.md", markdown),
}
