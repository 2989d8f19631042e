/* The ledger: its rows made from the data of the page, filtered by letter, kind, verdict and words. */
(() => {
  "use strict";
  const STEP = 100;
  const LETTER = 0, PLACE = 1, WORDS = 2, KIND = 3, VERDICT = 4, TOLD = 5, FACTS = 6;

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function linked(text, uri) {
    if (!uri) return text;
    const link = element("a", "reference internal", element("span", "", text));
    link.href = uri;
    return link;
  }

  function rowOf(data, row) {
    const [title, uri] = data.letters[row[LETTER]];
    const [verdict, shown] = data.verdicts[row[VERDICT]];
    const words = element("td", "",
      element("p", "", linked(`“${row[WORDS]}”`, `${uri}#${row[PLACE]}`)),
      element("p", "fc-where", title));
    const [first, ...others] = row[FACTS].map((n) => data.facts[n]);
    const told = element("td", "", element("p", "", linked(row[TOLD], first && first[1])));
    if (others.length) {
      const also = others.flatMap((fact, at) => [at ? ", " : "See also ", linked(...fact)]);
      told.append(element("p", "fc-where", ...also));
    }
    return element("tr", "", words,
      element("td", "", element("p", "", data.kinds[row[KIND]])),
      element("td", "", element("p", "", element("span", `fc-verdict fc-${verdict}`, shown))),
      told);
  }

  function select(name, label, options) {
    const box = element("select");
    box.name = name;
    box.append(new Option("all", ""), ...options.map(([value, text]) => new Option(text, value)));
    return [element("label", "", `${label} `, box), box];
  }

  function open(table, data) {
    const body = table.tBodies[0];
    const [letterLabel, letter] = select("letter", "Letter", data.letters.map(([title], n) => [n, title]));
    const [kindLabel, kind] = select("kind", "Kind", data.kinds.map((one, n) => [n, one]));
    const [verdictLabel, verdict] = select("verdict", "Verdict", data.verdicts.map(([, shown], n) => [n, shown]));
    const words = element("input");
    words.type = "search";
    words.name = "words";
    const bar = element("form", "fc-filters", letterLabel, kindLabel, verdictLabel, element("label", "", "Words ", words));
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Filter the claims");
    const told = element("p", "fc-told");
    told.setAttribute("role", "status");
    const more = element("button", "fc-more", "Show more");
    more.type = "button";

    let texts = null, found = [], shown = 0;
    const search = () => texts ??= data.rows.map((row) =>
      `${row[WORDS]} ${row[TOLD]} ${row[FACTS].map((n) => data.facts[n][0]).join(" ")}`.toLowerCase());

    function add() {
      const until = Math.min(shown + STEP, found.length);
      const rows = document.createDocumentFragment();
      for (; shown < until; shown++) rows.append(rowOf(data, data.rows[found[shown]]));
      body.append(rows);
      more.hidden = shown >= found.length;
      const all = data.rows.length;
      const count = found.length === all ? `${all} claims` : `${found.length} of ${all} claims`;
      told.textContent = shown < found.length ? `${count}; the first ${shown} are shown` : count;
    }

    function filter() {
      const [l, k, v] = [letter, kind, verdict].map((box) => (box.value === "" ? -1 : Number(box.value)));
      const wanted = words.value.trim().toLowerCase();
      const texts = wanted ? search() : null;
      found = [];
      data.rows.forEach((row, n) => {
        if ((l < 0 || row[LETTER] === l) && (k < 0 || row[KIND] === k) && (v < 0 || row[VERDICT] === v) &&
            (!texts || texts[n].includes(wanted))) found.push(n);
      });
      body.replaceChildren();
      shown = 0;
      add();
    }

    /* ledger.html#verdict=explained&kind=date shows these alone: pages can link to what they speak of. */
    function follow() {
      const asked = new URLSearchParams(location.hash.slice(1));
      const at = (list, value) => (value === null ? "" : String(list.indexOf(value)).replace("-1", ""));
      if (!["kind", "verdict", "words"].some((key) => asked.has(key))) return;
      kind.value = at(data.kinds, asked.get("kind"));
      verdict.value = at(data.verdicts.map(([name]) => name), asked.get("verdict"));
      words.value = asked.get("words") || "";
      filter();
    }

    bar.addEventListener("input", filter);
    bar.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", add);
    addEventListener("hashchange", follow);
    const frame = table.closest(".pst-scrollable-table-container") || table;
    frame.before(bar, told);
    frame.after(more);
    filter();
    follow();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const table = document.querySelector("table.fc-ledger");
    const data = document.getElementById("fc-ledger-data");
    if (table && data) open(table, JSON.parse(data.textContent));
  });
})();
