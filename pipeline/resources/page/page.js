(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const value = (row, i) => row.cells[i].dataset.v ?? row.cells[i].textContent.trim().toLowerCase();
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
  const box = document.getElementById("find");
  if (!box) return;
  const items = all("#finder li").map((item) => [item, item.textContent.toLowerCase()]);
  const days = all("#finder section");
  const said = document.getElementById("found");
  const whole = said.textContent;
  box.closest("p").hidden = false;
  box.addEventListener("input", () => {
    const asked = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    items.forEach(([item, text]) => (n += !(item.hidden = !asked.every((word) => text.includes(word)))));
    days.forEach((day) => (day.hidden = !day.querySelector("li:not([hidden])")));
    said.textContent = asked.length ? `${n} of ${items.length} listed articles` : whole;
  });
})();
