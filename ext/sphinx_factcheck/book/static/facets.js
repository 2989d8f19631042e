/* Letters found by sender, addressee, year, person, verdict and the words of their titles. Without it the plain list stands
   there; as long as nothing is chosen it does so, too. */
(() => {
  "use strict";
  const STEP = 100;
  const FEW = 40; /* More values than these are typed, fewer are chosen from a list. */
  const TITLE = 0; /* The first of the columns: title, address, date, state of checking. */

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* A facet keeps its values with the numbers of their letters, which the data tell as steps from one to the next. */
  function facetOf(name, told) {
    const values = told.map(([value, steps]) => {
      let at = 0;
      return [value, Int32Array.from(steps, (step) => (at += step))];
    });
    return { name, values, names: values.map(([value]) => folded(value)) };
  }

  function byYear(runs) {
    const years = new Map();
    let at = 0;
    for (const [year, count] of runs) {
      const letters = years.get(year) || years.set(year, []).get(year);
      for (let n = 0; n < count; n++) letters.push(at++);
    }
    return { name: "Year", values: [...years].map(([year, letters]) => [year, Int32Array.from(letters)]), names: [...years.keys()] };
  }

  function chosenFrom(facet) {
    const box = element("select");
    box.append(new Option("all", ""), ...facet.values.map(([value]) => new Option(value, value)));
    return box;
  }

  function typed(facet, id) {
    const box = element("input"), list = element("datalist");
    box.type = "search";
    box.autocomplete = "off";
    list.id = id;
    list.append(...facet.values.map(([value]) => new Option(value, value)));
    box.setAttribute("list", id);
    return [box, list];
  }

  function open(place, data) {
    const { letters } = data, all = letters[TITLE].length;
    const told = Object.entries(data.facets).map(([name, values]) => facetOf(name, values));
    const facets = [...told.slice(0, 2), byYear(data.years), ...told.slice(2)].filter(({ values }) => values.length);
    const bar = element("form", "fc-filters");
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Find letters");
    for (const facet of facets) {
      const id = `fc-facet-${facet.name.toLowerCase()}`;
      facet.few = facet.values.length <= FEW;
      const boxes = facet.few ? [chosenFrom(facet)] : typed(facet, id);
      [facet.box] = boxes;
      facet.box.name = facet.name.toLowerCase();
      bar.append(element("label", "", `${facet.name} `, ...boxes));
    }
    const words = element("input");
    words.type = "search";
    words.name = "title";
    bar.append(element("label", "", "Title ", words));

    const status = element("p", "fc-told"), body = element("tbody"), more = element("button", "fc-more", "Show more");
    status.setAttribute("role", "status");
    more.type = "button";
    const heads = ["Letter", "Date", "Checked"].map((name) => {
      const head = element("th", "head", name);
      head.scope = "col";
      return head;
    });
    const table = element("table", "fc-table fc-letters table", element("thead", "", element("tr", "", ...heads)), body);
    table.setAttribute("aria-label", "Letters found");
    const results = element("div", "fc-found", table, more);
    place.append(bar, status, results);
    const around = [...place.parentElement.querySelectorAll("table.fc-sheets, table.fc-letters")].find((one) =>
      !place.contains(one) && place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const plain = around && (around.closest(".pst-scrollable-table-container") || around);

    let titles = null, found = [], shown = 0;

    /* The letters that a facet lets through, as marks; null where nothing is chosen there. */
    function marked({ few, box, values, names }) {
      const wanted = few ? box.value : folded(box.value.trim());
      if (!wanted) return null;
      const marks = new Uint8Array(all), exact = names.includes(wanted);
      values.forEach(([value, of], n) => {
        const fits = few ? value === wanted : exact ? names[n] === wanted : names[n].includes(wanted);
        if (fits) for (const letter of of) marks[letter] = 1;
      });
      return marks;
    }

    function markedByWords() {
      const wanted = folded(words.value.trim());
      if (!wanted) return null;
      titles ??= letters[TITLE].map(folded);
      return Uint8Array.from(titles, (title) => (title.includes(wanted) ? 1 : 0));
    }

    /* How many letters each value would leave, all else as it is chosen: a letter that only this facet shuts out counts. */
    function count(facet, own, shutOut, asked) {
      if (!facet.few) return;
      [...facet.box.options].slice(1).forEach((option, n) => {
        const [value, of] = facet.values[n];
        let left = 0;
        for (const letter of of) if (shutOut[letter] === (own && !own[letter] ? 1 : 0)) left++;
        option.text = asked ? `${value} (${left})` : value;
      });
    }

    function add() {
      const until = Math.min(shown + STEP, found.length), rows = document.createDocumentFragment();
      for (; shown < until; shown++) {
        const [title, uri, date, state] = letters.map((column) => column[found[shown]]);
        const link = element("a", "reference internal", title);
        link.href = uri;
        rows.append(element("tr", "", element("td", "", link), element("td", "", date), element("td", "", state)));
      }
      body.append(rows);
      more.hidden = shown >= found.length;
      const counted = `${found.length} of ${all} letters`;
      status.textContent = shown < found.length ? `${counted}; the first ${shown} are shown` : counted;
    }

    function find() {
      const marks = [...facets.map(marked), markedByWords()], asked = marks.some(Boolean);
      const shutOut = new Uint8Array(all);
      for (const one of marks) if (one) for (let n = 0; n < all; n++) if (!one[n]) shutOut[n]++;
      facets.forEach((facet, n) => count(facet, marks[n], shutOut, asked));
      found = [];
      if (asked) for (let n = 0; n < all; n++) if (!shutOut[n]) found.push(n);
      results.hidden = !asked;
      if (plain) plain.hidden = asked;
      body.replaceChildren();
      shown = 0;
      if (asked) add();
      else status.textContent = `${all} letters`;
    }

    const boxes = [...facets.map(({ box }) => box), words];

    /* An address keeps what is chosen, so that who comes back from a letter finds it again: letters.html#year=1976 */
    function keep() {
      const chosen = new URLSearchParams(boxes.filter((box) => box.value.trim()).map((box) => [box.name, box.value.trim()]));
      history.replaceState(null, "", chosen.size ? `#${chosen}` : location.pathname + location.search);
    }

    function follow() {
      const asked = new URLSearchParams(location.hash.slice(1));
      if (!boxes.some((box) => asked.has(box.name))) return;
      for (const box of boxes) {
        const value = asked.get(box.name) || "";
        const known = box.tagName !== "SELECT" || [...box.options].some((option) => option.value === value);
        box.value = known ? value : "";
      }
      find();
    }

    bar.addEventListener("input", () => {
      find();
      keep();
    });
    bar.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", add);
    addEventListener("hashchange", follow);
    find();
    follow();
  }

  function load(place) {
    const script = document.createElement("script");
    script.src = place.dataset.letters;
    script.onload = () => open(place, script.told);
    document.head.append(script);
  }

  document.querySelectorAll(".fc-facets").forEach(load);
})();
