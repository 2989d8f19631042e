/* Notes level with their words, cards for names and checks, switches for readers. Without it all is readable in place. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("fc-js");
  window.fcCame = true;
  const framed = window !== window.top;
  root.classList.toggle("fc-framed", framed);
  const wide = matchMedia("(min-width: 1000px)");
  const GAP = 10;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* -- Notes beside their words ------------------------------------------------------------------------------- */

  /* A note may push the next ones down, up to FAR from their words, where they then still have room to stand whole. Else
     it is cut, and shown whole while it or its words are looked at. The farther notes are pushed all the same, the less of
     each is shown. */
  const FAR = 560;
  const linesAt = (distance) => (distance < 160 ? 3 : distance < 400 ? 2 : 1);

  function lay(note, top, height) {
    note.style.top = top;
    note.style.maxHeight = height;
    note.classList.toggle("fc-cut", height !== "");
  }

  function place(letter) {
    const notes = all(".fc-note", letter);
    notes.forEach((note) => lay(note, "", ""));
    letter.style.minHeight = "";
    if (!wide.matches || !notes.length) return;
    const began = performance.now();
    const start = letter.getBoundingClientRect().top;
    const style = getComputedStyle(notes[0]);
    const line = parseFloat(style.lineHeight);
    const edge = parseFloat(style.paddingTop);
    const wholeLines = (height) => edge + line * Math.floor((height - edge) / line);
    const read = notes.map((note) => {
      const words = document.getElementById(note.dataset.words);
      const first = words && words.getClientRects()[0];
      const frame = note.offsetParent ? note.offsetParent.getBoundingClientRect().top : start;
      return { note, wanted: (first ? first.top : frame) - start, height: note.offsetHeight, shift: start - frame };
    });
    read.sort((a, b) => a.wanted - b.wanted);
    const latest = [Infinity];
    for (const { wanted, height } of [...read].reverse()) {
      latest.unshift(Math.max(wanted, Math.min(wanted + FAR, latest[0] - GAP - height)));
    }
    let free = 0;
    read.forEach(({ note, wanted, height, shift }, n) => {
      const top = Math.max(wanted, free);
      const room = latest[n + 1] - top - GAP;
      const least = Math.max(wholeLines(room), edge + line * linesAt(top - wanted));
      const shown = height < least + line ? height : least;
      lay(note, `${top + shift}px`, shown < height ? `${shown}px` : "");
      free = top + shown + (height ? GAP : 0);
    });
    letter.style.minHeight = `${free}px`;
    performance.measure("fc-place", { start: began, end: performance.now() });
  }

  function keepPlaced(letter) {
    const note = letter.querySelector(".fc-note");
    let widths = "";
    const watching = new ResizeObserver(() => {
      const now = `${letter.clientWidth} ${note ? note.clientWidth : 0}`;
      if (now !== widths) place(letter);
      widths = now;
    });
    [letter, note].filter(Boolean).forEach((one) => watching.observe(one));
    const again = () => place(letter);
    wide.addEventListener("change", again);
    addEventListener("load", again);
    if (document.fonts) document.fonts.ready.then(again);
  }

  function partsOf(id) {
    const note = document.getElementById(id);
    return note ? [note, ...all(`[data-note="${CSS.escape(id)}"], .fc-number[href="#${CSS.escape(id)}"]`)] : [];
  }

  function light(letter) {
    const set = ({ target }, lit) => {
      const part = target.closest && target.closest(".fc-words, .fc-note, .fc-number");
      const id = part && (part.dataset.note || (part.hash ? part.hash.slice(1) : part.id));
      if (id) partsOf(id).forEach((one) => one.classList.toggle("fc-lit", lit));
    };
    /* Who follows a link to a note sees its words as well. */
    const follow = () => {
      all(".fc-lit", letter).forEach((part) => part.classList.remove("fc-lit"));
      const led = document.getElementById(location.hash.slice(1));
      const note = led && led.closest(".fc-note");
      const parts = note ? partsOf(note.id) : [];
      parts.forEach((part) => part.classList.add("fc-lit"));
      if (parts.length) document.getElementById(parts[0].dataset.words).scrollIntoView();
    };
    addEventListener("hashchange", follow);
    addEventListener("load", follow);
    for (const [name, lit] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
      letter.addEventListener(name, (event) => set(event, lit));
    }
  }

  function fold(letter) {
    const noteOf = (number) => document.getElementById(number.hash.slice(1));
    const open = (number, yes) => {
      noteOf(number).classList.toggle("fc-open", yes);
      if (wide.matches) number.removeAttribute("aria-expanded");
      else number.setAttribute("aria-expanded", String(yes));
    };
    const numbers = all(".fc-number", letter).filter(noteOf);
    const reset = () => numbers.forEach((number) => open(number, false));
    letter.addEventListener("click", (event) => {
      const number = event.target.closest(".fc-number");
      if (number && !wide.matches) {
        event.preventDefault();
        const yes = number.getAttribute("aria-expanded") !== "true";
        open(number, yes);
        if (yes) noteOf(number).scrollIntoView({ block: "nearest" });
      }
    });
    const follow = () => {
      const number = numbers.find((one) => one.hash === location.hash);
      if (number && !wide.matches) open(number, true);
    };
    wide.addEventListener("change", reset);
    addEventListener("hashchange", follow);
    reset();
    follow();
  }

  /* -- Cards ----------------------------------------------------------------------------------------------------- */

  function makeCard(letter) {
    let card = null, owner = null, timer = 0;
    const close = () => {
      clearTimeout(timer);
      if (card && card.contains(document.activeElement)) owner.focus();
      if (card) card.remove();
      if (owner) owner.removeAttribute("aria-describedby");
      card = owner = null;
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(close, 250);
    };
    const soon = (work) => {
      clearTimeout(timer);
      timer = setTimeout(work, 140);
    };
    const put = (link) => {
      const line = link.getClientRects()[0], frame = letter.getBoundingClientRect();
      const edge = link.closest(".fc-note") ? document.documentElement.clientWidth - 12 : frame.right;
      const room = edge - frame.left - card.offsetWidth;
      const below = line.bottom + card.offsetHeight + 12 < innerHeight || line.top < card.offsetHeight + 12;
      card.style.left = `${Math.max(0, Math.min(line.left - frame.left, room))}px`;
      card.style.top = `${(below ? line.bottom + 6 : line.top - card.offsetHeight - 6) - frame.top}px`;
    };
    const show = (link, content, { enter = false } = {}) => {
      if (!content.length) return;
      if (owner !== link) {
        close();
        owner = link;
        card = document.createElement("div");
        card.className = "fc-pop";
        card.id = "fc-pop";
        card.tabIndex = -1;
        card.setAttribute("role", "note");
        card.append(...content);
        all("[id]", card).forEach((node) => node.removeAttribute("id"));
        letter.append(card);
        link.removeAttribute("title");
        link.setAttribute("aria-describedby", "fc-pop");
        put(link);
        card.addEventListener("mouseenter", () => clearTimeout(timer));
        card.addEventListener("mouseleave", later);
      }
      if (enter) card.focus({ preventScroll: true });
    };
    addEventListener("keydown", (event) => event.key === "Escape" && close());
    addEventListener("pointerdown", (event) => {
      if (card && !card.contains(event.target) && !owner.contains(event.target)) close();
    });
    return { show, later, soon, isFor: (link) => owner === link, holds: (node) => card && card.contains(node) };
  }

  /* -- What a letter rests on ------------------------------------------------------------------------------------ */

  /* It stands below the letter, or in a script of its own that is asked for when a reader first wants something of it. */
  function evidenceOf(letter) {
    const fold = letter.querySelector(".fc-fold[data-script]");
    if (!fold) return async () => document;
    const base = fold.querySelector("a").href;
    const parsed = (text) => {
      const { content } = Object.assign(document.createElement("template"), { innerHTML: text });
      all("a[href]", content).forEach((link) => link.setAttribute("href", new URL(link.getAttribute("href"), base)));
      return content;
    };
    let asked = null;
    return () => (asked ??= new Promise((done) => {
      const script = document.createElement("script");
      script.onload = () => done(parsed(script.told));
      script.onerror = () => done(document);
      script.src = fold.dataset.script;
      document.head.append(script);
    }));
  }

  function fillFolds(letter, evidence) {
    for (const fold of all(".fc-fold[data-script]", letter)) {
      fold.addEventListener("toggle", async () => {
        const list = (await evidence()).querySelector(`${fold.querySelector("p > a").hash} > .fc-rows`);
        if (list && !fold.querySelector(".fc-rows")) fold.querySelector("summary").after(list.cloneNode(true));
      });
    }
  }

  /* What an entry holds, with its sources in full. */
  function copyOf(id, from) {
    const entry = from.getElementById(id);
    if (!entry) return [];
    const copy = entry.cloneNode(true);
    all(".fc-cited", copy).forEach((line) => {
      const told = all("[data-source]", line).flatMap((mark) => copyOf(`fc-source-${mark.dataset.source}`, from));
      told.forEach((one) => (one.className = "fc-cited"));
      line.replaceWith(...told);
    });
    return [...copy.childNodes];
  }

  /* A note that stands beyond the edge of the window, pushed there by others. */
  function unseen(id) {
    const note = document.getElementById(id), box = note && note.getBoundingClientRect();
    const seen = !note || !wide.matches || (box.bottom > 60 && box.top < innerHeight - 60);
    return seen ? [] : copyOf(id, document).filter((part) => part.matches && !part.matches(".fc-back"));
  }

  /* What the evidence tells of the target of a link. */
  function toldOf(link, evidence) {
    const { rows, source } = link.dataset, id = link.hash.slice(1);
    const entries = rows || (source ? `fc-source-${source}` : link.matches(".fc-sign") ? id : `fc-card-${id}`);
    return entries.split(" ").flatMap((row) => copyOf(row, evidence));
  }

  /* A small view of another page of this book. */
  function viewOf(link) {
    if (!link.matches(".internal") || link.pathname === location.pathname) return [];
    const view = document.createElement("iframe");
    view.title = `What “${link.textContent}” leads to`;
    view.src = link.href;
    return [view];
  }

  function cards(letter, card, evidence) {
    const none = ".fc-fold *, .fc-pop *, .fc-paragraph, .fc-back, .headerlink";
    const hovers = () => matchMedia("(hover: hover)").matches;
    let wanted = null;
    const linkOf = (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      return link && !link.matches(none) ? link : null;
    };
    const told = async (link) => (link.matches(".fc-number") ? unseen(link.hash.slice(1)) : toldOf(link, await evidence()));
    const show = async (link) => {
      const content = await told(link);
      if (wanted === link) card.show(link, content.length ? content : viewOf(link));
    };
    const want = (link) => {
      wanted = link;
      evidence();
      card.soon(() => show(link));
    };
    const leave = () => {
      wanted = null;
      card.later();
    };
    letter.addEventListener("mouseover", (event) => {
      const link = linkOf(event);
      if (link && hovers()) want(link);
    });
    letter.addEventListener("mouseout", (event) => linkOf(event) && leave());
    letter.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link && link.matches(":focus-visible")) want(link);
    });
    letter.addEventListener("focusout", (event) => linkOf(event) && !card.holds(event.relatedTarget) && leave());
    letter.addEventListener("click", async (event) => {
      const link = linkOf(event);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const sign = link.matches(".fc-sign");
      const touched = event.pointerType === "touch" || !hovers();
      if (!(sign || (touched && !card.isFor(link)))) return;
      if (link.matches(".fc-number") && !unseen(link.hash.slice(1)).length) return;
      event.preventDefault();
      const content = await told(link);
      if (content.length) card.show(link, content, { enter: sign });
      else location.assign(link.href);
    });
  }

  /* -- Citing a paragraph ------------------------------------------------------------------------------------------ */

  function wordsOf(node) {
    const copy = node.cloneNode(true);
    all(".fc-number, .fc-sign, .fc-paragraph, .headerlink", copy).forEach((one) => one.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function citations(letter, card) {
    const line = (name, value) => {
      const label = document.createElement("p"), text = document.createElement("pre");
      label.className = "fc-when";
      label.textContent = name;
      text.textContent = value;
      return [label, text];
    };
    letter.addEventListener("click", (event) => {
      const number = event.target.closest("a.fc-paragraph");
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(null, "", number.getAttribute("href"));
      const { authors, others, date, book } = letter.querySelector(".fc-head").dataset;
      const names = JSON.parse(authors);
      const by = names.join(", ").replace(/, ([^,]*)$/, " and $1") + (others ? ` and ${others} others` : "");
      const title = wordsOf(letter.querySelector("h1") || letter);
      const told = [by, `“${title}”`, wordsOf(letter.querySelector(".fc-date") || document.createElement("p"))];
      const page = location.href.split("#")[0];
      const link = page + number.hash;
      const first = wordsOf(number.parentElement).split(" ").slice(0, 8).join(" ");
      const text = `${page}#:~:text=${encodeURIComponent(first).replace(/-/g, "%2D")}`;
      const plain = `${[...told.filter(Boolean), `in: ${book}`].join(", ")}, paragraph ${number.textContent}. ${link}`;
      const tex = (words) => words.replace(/[&%$#_{}]/g, "\\$&");
      const fields = {
        author: [...names.map((name) => `{${tex(name)}}`), ...(others ? ["others"] : [])].join(" and "),
        title: tex(title),
        date,
        note: `In: ${tex(book)}, paragraph ${number.textContent}`,
        url: link,
      };
      const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
      const key = `${page.replace(/(\/index)?\.html$|\/$/, "").split("/").pop()}-${number.hash.slice(1)}`;
      const bibtex = `@misc{${key},\n${lines.join(",\n")}\n}`;
      card.show(number, [...line("Cite this paragraph", plain), ...line("Link to its words", text), ...line("BibTeX", bibtex)], { enter: true });
    });
  }

  /* -- Switches -------------------------------------------------------------------------------------------------- */

  const SWITCHES = [["notes", "Notes"], ["checks", "Checks"], ["names", "Names"]];

  function remembered() {
    try {
      return new Set((localStorage.getItem("fc-hidden") || "").split(" ").filter(Boolean));
    } catch {
      return new Set();
    }
  }

  function switches(letter) {
    const head = letter.querySelector(".fc-head");
    if (!head) return;
    const hidden = remembered();
    const bar = document.createElement("div");
    bar.className = "fc-switches";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Show in the letter");
    const apply = () => {
      letter.dataset.hide = [...hidden].join(" ");
      all("button", bar).forEach((one) => one.setAttribute("aria-pressed", String(!hidden.has(one.value))));
      place(letter);
    };
    for (const [value, label] of SWITCHES) {
      const button = document.createElement("button");
      button.type = "button";
      button.value = value;
      button.textContent = label;
      button.addEventListener("click", () => {
        hidden[hidden.has(value) ? "delete" : "add"](value);
        try {
          localStorage.setItem("fc-hidden", [...hidden].join(" "));
        } catch { /* private windows may refuse to remember */ }
        apply();
      });
      bar.append(button);
    }
    head.append(bar);
    apply();
  }

  /* The theme leaves its sidebar and the switches in it without names that a screen reader could say. */
  function nameSidebar() {
    all(".bd-sidebar-primary").forEach((sidebar) => {
      sidebar.setAttribute("role", "region");
      sidebar.setAttribute("aria-label", "This book");
    });
    all(".bd-sidebar-primary summary").forEach((summary) => summary.setAttribute("aria-label", "Show or hide the pages below"));
  }

  document.addEventListener("DOMContentLoaded", () => {
    nameSidebar();
    for (const letter of all(".fc-letter")) {
      light(letter);
      fold(letter);
      switches(letter);
      if (!framed) {
        const card = makeCard(letter), evidence = evidenceOf(letter);
        cards(letter, card, evidence);
        fillFolds(letter, evidence);
        citations(letter, card);
      }
      keepPlaced(letter);
      place(letter);
    }
  });

  /* -- The theme's way back to the top, where its own script for it was left out --------------------------------- */

  const up = document.getElementById("pst-back-to-top");
  if (up && !window.bootstrap) {
    let before = 0;
    addEventListener("scroll", () => {
      up.style.display = scrollY < before && scrollY > innerHeight ? "block" : "none";
      before = scrollY;
    }, { passive: true });
    up.addEventListener("click", () => scrollTo(0, 0));
  }
})();
