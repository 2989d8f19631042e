/* The lists of people and organizations: sorted by any column, filtered by name. Without it
   they are plain tables. */
(() => {
  "use strict";

  function open(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const names = rows.map((row) => folded(row.cells[0].textContent));
    const keyOf = (row, column) => {
      const cell = row.cells[column], marked = cell.querySelector('[class*="fc-sort-"]');
      return Number(marked ? marked.className.match(/fc-sort-(\d+)/)[1] : cell.textContent.split("·").join("")) || 0;
    };
    const order = new Map(rows.map((row, n) => [row, n]));
    const heads = [...table.tHead.rows[0].cells];

    function sort(column, direction) {
      const key = column ? (row) => keyOf(row, column) : (row) => order.get(row);
      const known = (row) => column === 0 || key(row) > 0;
      const sorted = [...rows].sort((a, b) =>
        known(b) - known(a) || direction * (key(a) - key(b)) || order.get(a) - order.get(b));
      body.append(...sorted);
      heads.forEach((head, n) =>
        n === column ? head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending") : head.removeAttribute("aria-sort"));
    }

    heads.slice(0, 3).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fc-sorter";
      button.textContent = head.textContent.trim();
      const first = column === 2 ? -1 : 1;
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(column, now ? (now === "ascending" ? -1 : 1) : first);
      });
      head.replaceChildren(button);
    });
    heads[0].setAttribute("aria-sort", "ascending");

    const label = document.createElement("label");
    const input = document.createElement("input");
    const told = document.createElement("span");
    label.className = "fc-filter";
    input.type = "search";
    told.className = "fc-told";
    told.setAttribute("role", "status");
    label.append("Find a name ", input);
    const frame = table.closest(".pst-scrollable-table-container") || table;
    frame.before(label, told);
    input.addEventListener("input", () => {
      const wanted = folded(input.value.trim());
      rows.forEach((row, n) => (row.hidden = !names[n].includes(wanted)));
      const shown = rows.filter((row) => !row.hidden).length;
      told.textContent = wanted ? `${shown} of ${rows.length}` : "";
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table.fc-list").forEach(open));
})();
