(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const value = (row, i) => {
    const said = row.cells[i].textContent.trim().toLowerCase();
    const number = said === "–" ? "-Infinity" : said.replace(/[,%]/g, "").replace("−", "-");
    return number === "" || isNaN(number) ? said : Number(number);
  };
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? (a < b ? -1 : a > b ? 1 : 0) : a - b);
  all("table.sortable").forEach((table) => {
    const heads = all("thead th", table);
    heads.forEach((head, i) => {
      if (head.dataset.fixed !== undefined) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.ariaSort ? head.ariaSort === "ascending" : head.classList.contains("n");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.ariaSort = down ? "descending" : "ascending";
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((a, b) => compare(value(a, i), value(b, i)) * (down ? -1 : 1));
        body.append(...rows);
      });
    });
  });
})();
