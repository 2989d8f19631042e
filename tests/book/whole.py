"""A tiny edition with all that stands around letters: bodies that signed and changed names, events, two witnesses."""

from __future__ import annotations

from collections.abc import Mapping

LETTER = """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
---

Dear Minister Berg,

The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.

We ask you to speak openly with the families of all who were detained at the Harbour March on June 4, 2023.

Urge your counterparts to follow the recommendations of many experts on boarding schools for children.

:::{signatories}
- The Board, Ove Dahl
- New Guild
- Stray & Sons
:::
"""
EARLIER = """---
title: An earlier letter
document: letter-2019
date: 2019-02-03
source: board-2023
---

Nothing is claimed here.

:::{signatories}
- The Board
- Old Guild
:::
"""
COPY = """---
title: A letter to Minister Berg
witness_of: letter-2023
date: 2021-07-12
source: board-2023
---

Dear Minister Berg,

The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.

We ask you to speak plainly with the families of all who were detained
"""
REPORT = """---
title: What the guilds wrote
witness_of: letter-2023
date: 2023-06~
source: board-2023
---

The guilds say: "The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years." Nobody answered them.

They also want him to urge Northern counterparts to follow the recommendations of many experts on boarding schools for children.
"""
FACTS = {
    "facts/organizations.yml": """- {id: board, name: The Board}
- id: guild
  name: New Guild
  also: [{name: Old Guild, valid: 2000/2020, status: unverified}, {name: New Guild, valid: 2020/.., status: unverified}]
""",
    "facts/events.yml": """- id: harbour-march
  name: Harbour March
  type: march
  dates: [{event: held, on: 2023-06-04, sources: [court-2023]}]
- {id: undated, name: An undated fair, type: fair}
""",
    "facts/documents.yml": """- id: letter-2023
  name: the letter to Minister Berg
  type: letter
  dates:
    - {event: dated, on: 2023-06-14, sources: [board-2023]}
- id: letter-2019
  name: the earlier letter
  type: letter
  dates:
    - {event: dated, on: 2019-02-03, sources: [board-2023]}
""",
}
PAGES = {
    "reference/ledger.md": "# Ledger\n\n```{ledger}\n```\n",
    "reference/timeline.md": "# Timeline\n\n```{timeline}\n```\n",
    "reference/signatories.md": "# Signatories\n\n```{signatories-matrix}\n```\n",
    "reference/witnesses.md": "# Witnesses\n\n```{collation}\n```\n",
    "reference/organizations.md": "# Organizations\n\n```{organizations}\n```\n",
    "reference/front.md": (
        "# Front\n\n{number-of}`letters` letters, {number-of}`claims decided` of {number-of}`claims`, "
        "{number-of}`statements on two voices in percent`.\n\n"
        "```{letters}\n```\n\n```{followed-claim} chapters/2023-berg-repost 2021-07-12\n```\n"
    ),
}
TOC = """format: jb-book
root: index
chapters:
  - file: chapters/2019-berg
  - file: chapters/2023-berg
    title: The letter
    sections:
      - file: chapters/2023-berg-repost
        title: A copy
      - file: chapters/2023-berg-report
        title: A report
""" + "".join(f"  - file: {page.removesuffix('.md')}\n" for page in ("reference/people.md", *PAGES))
WHOLE: Mapping[str, str] = {
    "chapters/2019-berg.md": EARLIER,
    "chapters/2023-berg.md": LETTER,
    "chapters/2023-berg-repost.md": COPY,
    "chapters/2023-berg-report.md": REPORT,
    **FACTS,
    **PAGES,
    "_toc.yml": TOC,
}
