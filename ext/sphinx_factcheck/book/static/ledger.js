/* The ledger: its rows made from data, filtered by letter, kind, verdict and words. The data of a large edition stand in parts,
   beside the pages on which these are listed; a part is loaded when something in it can be meant. */
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

  function linked(text, uri, base) {
    if (!uri) return text;
    const link = element("a", "reference internal", element("span", "", text));
    link.href = new URL(uri, base);
    return link;
  }

  function rowOf({ data, base }, row) {
    const [title, uri] = data.letters[row[LETTER]];
    const [verdict, shown] = data.verdicts[row[VERDICT]];
    const words = element("td", "",
      element("p", "", linked(`“${row[WORDS]}”`, `${uri}#${row[PLACE]}`, base)),
      element("p", "fc-where", title));
    const [first, ...others] = row[FACTS].map((n) => data.facts[n]);
    const told = element("td", "", element("p", "", linked(row[TOLD], first && first[1], base)));
    if (others.length) {
      const also = others.flatMap((fact, at) => [at ? ", " : "See also ", linked(...fact, base)]);
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

  /* A part with its data, or with where these are and how many claims of each kind and verdict it has. */
  function partOf(told) {
    if (told.src) return { ...told, data: null };
    const counts = new Map();
    for (const row of told.rows) {
      const key = `${row[KIND]} ${row[VERDICT]}`;
      const one = counts.get(key) || [told.kinds[row[KIND]], ...told.verdicts[row[VERDICT]], 0];
      one[3]++;
      counts.set(key, one);
    }
    return { data: told, base: document.baseURI, counts: [...counts.values()] };
  }

  function load(part) {
    if (part.data) return null;
    return (part.coming ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = part.src;
      script.onload = () => {
        [part.data, part.base] = [script.told, script.src];
        done();
      };
      script.onerror = () => {
        [part.data, part.missing] = [{ rows: [] }, true];
        done();
      };
      document.head.append(script);
    }));
  }

  function open(parts, table, plain) {
    const several = parts.length > 1, body = table.tBodies[0];
    const counts = parts.flatMap((part) => part.counts), all = counts.reduce((sum, one) => sum + one[3], 0);
    const kinds = [...new Set(counts.map(([kind]) => kind))];
    const verdicts = [...new Map(counts.map(([, name, shown]) => [name, shown]))];
    const letters = several ? parts.map(({ label }, n) => [n, label]) : parts[0].data.letters.map(([title], n) => [n, title]);
    const [letterLabel, letter] = select(several ? "part" : "letter", several ? "Letters of" : "Letter", letters);
    const [kindLabel, kind] = select("kind", "Kind", kinds.map((one) => [one, one]));
    const [verdictLabel, verdict] = select("verdict", "Verdict", verdicts);
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

    let found = [], shown = 0, next = 0, wanted = "", turn = 0;
    const texts = (part) => (part.texts ??= part.data.rows.map((row) =>
      `${row[WORDS]} ${row[TOLD]} ${row[FACTS].map((n) => part.data.facts[n][0]).join(" ")}`.toLowerCase()));
    const fits = ([k, v]) => (!kind.value || k === kind.value) && (!verdict.value || v === verdict.value);
    const asked = () => Boolean(letter.value || kind.value || verdict.value || wanted);
    const chosen = (n) => !several || !letter.value || n === Number(letter.value);
    const possible = (n) => chosen(n) && parts[n].counts.some(fits);

    function collect(part) {
      const { rows, kinds: own, verdicts: said } = part.data;
      rows.forEach((row, n) => {
        if ((several || !letter.value || row[LETTER] === Number(letter.value)) &&
            fits([own[row[KIND]], said[row[VERDICT]][0]]) && (!wanted || texts(part)[n].includes(wanted))) found.push([part, row]);
      });
    }

    function tell() {
      const done = next >= parts.length;
      const known = done ? found.length : parts.reduce((sum, part, n) =>
        sum + (chosen(n) ? part.counts.filter(fits).reduce((more, one) => more + one[3], 0) : 0), 0);
      const lost = parts.some((part) => part.missing) ? "; some could not be loaded" : "";
      if (!done && wanted) told.textContent = `${found.length} found up to ${parts[next - 1].label}, of ${all} claims${lost}`;
      else {
        const count = known === all ? `${all} claims` : `${known} of ${all} claims`;
        told.textContent = (shown < known ? `${count}; the first ${shown} are shown` : count) + lost;
      }
      more.hidden = done && shown >= found.length;
    }

    async function add() {
      const own = turn, until = shown + STEP;
      while (found.length < until && next < parts.length) {
        const n = next++;
        if (!possible(n)) continue;
        const coming = load(parts[n]);
        if (coming) {
          told.textContent = `Looking through ${parts[n].label} …`;
          await coming;
          if (own !== turn) return;
        }
        collect(parts[n]);
      }
      while (next < parts.length && !possible(next)) next++;
      const rows = document.createDocumentFragment();
      for (; shown < Math.min(until, found.length); shown++) rows.append(rowOf(...found[shown]));
      body.append(rows);
      tell();
    }

    function filter() {
      turn++;
      wanted = words.value.trim().toLowerCase();
      [found, shown, next] = [[], 0, 0];
      body.replaceChildren();
      if (plain) {
        const any = asked();
        [results.hidden, plain.hidden] = [!any, any];
        if (!any) {
          told.textContent = `${all} claims`;
          return;
        }
      }
      add();
    }

    /* ledger.html#verdict=explained&kind=date shows these alone: pages can link to what they speak of. */
    function follow() {
      const asked = new URLSearchParams(location.hash.slice(1));
      if (!["kind", "verdict", "words"].some((key) => asked.has(key))) return;
      for (const box of [kind, verdict]) {
        const value = asked.get(box.name) || "";
        box.value = [...box.options].some((option) => option.value === value) ? value : "";
      }
      words.value = asked.get("words") || "";
      filter();
    }

    bar.addEventListener("input", filter);
    bar.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", add);
    addEventListener("hashchange", follow);
    const frame = plain || table.closest(".pst-scrollable-table-container") || table;
    const results = element("div", "fc-found");
    frame.before(bar, told, ...(plain ? [results] : []));
    if (plain) results.append(table, more);
    else frame.after(more);
    filter();
    follow();
  }

  function tableOf(names) {
    const heads = names.map((name) => {
      const head = element("th", "head", name);
      head.scope = "col";
      return head;
    });
    const table = element("table", "fc-table fc-ledger table", element("thead", "", element("tr", "", ...heads)), element("tbody"));
    table.setAttribute("aria-label", "Claims found");
    return table;
  }

  document.addEventListener("DOMContentLoaded", async () => {
    const data = document.getElementById("fc-ledger-data");
    if (!data) return;
    const told = JSON.parse(data.textContent), parts = told.parts.map(partOf);
    const table = document.querySelector("table.fc-ledger"), sheets = document.querySelector("table.fc-sheets");
    if (parts.length === 1) await load(parts[0]);
    if (table && parts[0].data) open(parts, table, null);
    else if (sheets && parts.length > 1) open(parts, tableOf(told.heads), sheets.closest(".pst-scrollable-table-container") || sheets);
  });
})();
