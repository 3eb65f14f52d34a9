// The views: articles, stories, topics, publishers, names. Everything is drawn from one block of data, as text nodes.
(() => {
  const block = document.getElementById("data");
  if (!block) return;
  const [, packed, unpacked, text] = block.textContent.match(/^(\d+):(\d+):([^]*)$/), bytes = new Uint8Array(+packed);
  const digit = (at) => { const c = text.charCodeAt(at) - 33; return c - (c > 5) - (c > 27) - (c > 29); };  // without & < >
  for (let at = 0, bits = 0, held = 0, k = 0; at < text.length; at += 2) {
    bits = ((bits << 13) | (digit(at) * 91 + digit(at + 1))) & 0x1fffff;
    for (held += 13; held >= 8 && k < bytes.length; ) bytes[k++] = (bits >> (held -= 8)) & 255;
  }
  // bzip2: Huffman codes, moves to the front, the transform of Burrows and Wheeler, and runs are undone
  const unpack = (from, length) => {
    const out = new Uint8Array(length), block = new Uint8Array(900000), next = new Uint32Array(900000);
    let at = 32, end = 0;  // in bits behind the signature; in bytes
    const bit = () => (from[at >> 3] >> (7 - (at++ & 7))) & 1;
    const bits = (k) => { let v = 0; while (k--) v = v * 2 + bit(); return v; };
    const flags = () => [...Array(16).keys()].filter(bit);
    const table = (size) => {
      const lengths = [], counts = new Array(22).fill(0);
      for (let k = bits(5); lengths.length < size; lengths.push(k)) while (bit()) k += bit() ? -1 : 1;
      lengths.forEach((k) => counts[k]++);
      return { counts, symbols: [...lengths.keys()].sort((a, b) => lengths[a] - lengths[b] || a - b) };
    };
    const symbol = ({ counts, symbols }) => {
      for (let k = 1, code = 0, first = 0, index = 0; k < 22; k++, first *= 2, code *= 2) {
        code += bit();
        if (code - counts[k] < first) return symbols[index + code - first];
        index += counts[k];
        first += counts[k];
      }
      throw new Error("the data of the page is damaged");
    };
    while (at < 8 * from.length) {
      if (bits(24) !== 0x314159) { at = ((at + 63) & ~7) + 32; continue; }  // pi begins a block, its root the end of a stream
      at += 24 + 32 + 1;
      const start = bits(24), front = Uint8Array.from(flags().flatMap((i) => flags().map((j) => 16 * i + j)));
      const size = front.length + 2, groups = bits(3), order = [...Array(groups).keys()];
      const selectors = Array.from({ length: bits(15) }, () => {
        let j = 0;
        while (bit()) j++;
        order.unshift(...order.splice(j, 1));
        return order[0];
      });
      const tables = Array.from({ length: groups }, () => table(size));
      let n = 0;
      for (let k = 0, run = 0, weight = 1; ; k++) {
        const s = symbol(tables[selectors[Math.floor(k / 50)]]);
        if (s < 2) { run += weight << s; weight *= 2; continue; }
        block.fill(front[0], n, (n += run));
        run = 0;
        weight = 1;
        if (s === size - 1) break;
        const byte = front[s - 1];
        front.copyWithin(1, 0, s - 1);
        block[n++] = front[0] = byte;
      }
      const sums = new Uint32Array(257);
      for (let i = 0; i < n; i++) sums[block[i] + 1]++;
      for (let i = 0; i < 256; i++) sums[i + 1] += sums[i];
      for (let i = 0; i < n; i++) next[sums[block[i]]++] = i;
      for (let i = 0, p = next[start], last = -1, same = 0; i < n; i++, p = next[p]) {
        const byte = block[p];
        if (same === 4) { out.fill(last, end, (end += byte)); same = 0; last = -1; continue; }
        same = byte === last ? same + 1 : 1;
        out[end++] = last = byte;
      }
    }
    return out;
  };
  const [d, columns] = JSON.parse(`[${new TextDecoder().decode(unpack(bytes, +unpacked))}]`);

  // ---- the data, one number per article
  const NO_TONE = 101, N_MORE = 60, N_FIRST = 20, N_COLOURS = 12;
  const title = columns.source ? d.title.split("\n") : [], n = title.length;
  const words = (t) => t.replace(/[’'‘]/g, "").toLowerCase().match(/[a-z0-9]+/g) || [];
  const spread = (runs) => runs.flatMap((value, k) => (k % 2 ? Array(value).fill(runs[k - 1]) : []));
  for (const name in columns) d[name] = Array.from(columns[name], (c) => c.codePointAt(0) - (c < "\ud800" ? 33 : 2081));
  const change = (names, how) => { for (const name of names.split(" ")) d[name] = how(d[name]); };
  change("tone x y language minute", (column) => column.map((k) => (k & 1 ? ~k : k) / 2));
  change("language day minute", spread);
  change("of_keywords of_names", (column) => column.reduce((lists, k) => (k < 0 ? lists.push([]) : lists.at(-1).push(k), lists), [[]]));
  let newest = -1;
  d.story = d.story.map((back) => (back < 0 ? -1 : back ? newest + 1 - back : ++newest));
  const minutes = d.minute.values();
  d.minute = d.story.map((k) => (k < 0 ? -1 : minutes.next().value));
  for (const [side, middle] of [[d.x, d.middle_x], [d.y, d.middle_y]]) side.forEach((step, i) => (side[i] = 2 * (middle[d.topic[i] + 1] + step)));
  const day = [];
  d.day.forEach((step, i) => day.push(step < 0 ? null : i ? day[i - 1] - step : step));
  const iso = (k) => (k === null ? "" : new Date(k * 864e5).toISOString().slice(0, 10));
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const dated = (mark, k) => {
    const [y, m, number] = iso(k).split("-");
    return [`${y}/${m}/${number}`, `${y}/${m}${number}`, `${y}/${months[m - 1].toLowerCase()}/${number}`, `${y}/${m}`][mark.charCodeAt(0) - 0x81];
  };
  const url = (d.url || "").split("\n").map((u, i) => {
    if (u === "\x80") return "";
    const prefix = d.prefixes[d.source[i]] || "", swapped = prefix.replace(/^http(s?)/, (_, s) => (s ? "http" : "https"));
    const whole = u[0] === "\x85" ? u.slice(1) : u[0] === "\x86" ? swapped + u.slice(1) : prefix + u;
    return whole.replace(/\x7f(.)(.)/, (_, a, b) =>
      words(title[i]).slice(a.charCodeAt(0) - 48, a.charCodeAt(0) + b.charCodeAt(0) - 96).join("-")).replace(/[\x81-\x84]/, (mark) => dated(mark, day[i]));
  });
  const range = [...Array(n).keys()];
  const originalOf = new Map(d.copy);
  const collator = new Intl.Collator("en");
  const count = (k) => k.toLocaleString("en");
  const plural = (k, one, many) => `${count(k)} ${k === 1 ? one : many || one + "s"}`;
  const signed = (t) => (t === null ? "–" : (t > 0 ? "+" : t < 0 ? "−" : "") + Math.abs(t / 100).toFixed(2));
  const date = (k) => { const [y, m, number] = iso(k).split("-"); return `${+number} ${months[m - 1]} ${+y}`; };
  const mean = (rows) => {
    const known = rows.map((i) => d.tone[i]).filter((t) => t !== NO_TONE);
    return known.length ? Math.round(known.reduce((a, b) => a + b, 0) / known.length) : null;
  };
  const grouped = (rows, key) => {
    const groups = new Map();
    const put = (k, i) => k !== -1 && (groups.has(k) ? groups.get(k).push(i) : groups.set(k, [i]));
    rows.forEach((i) => { const k = key(i); Array.isArray(k) ? k.forEach((one) => put(one, i)) : put(k, i); });
    return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] > b[0] ? 1 : -1));
  };

  // ---- drawing: elements and text nodes only, so that no headline can do anything
  const add = (node, ...parts) => (node.append(...parts.flat(2).filter((p) => p !== "" && p != null)), node);
  const el = (tag, attributes, ...parts) => {
    const [name, kind] = tag.split(".");
    const node = document.createElement(name);
    if (kind) node.className = kind;
    Object.entries(attributes || {}).forEach(([k, v]) => node.setAttribute(k, v));
    return add(node, ...parts);
  };
  const svg = (tag, attributes, ...parts) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([k, v]) => node.setAttribute(k, v));
    return add(node, ...parts);
  };
  const bdi = (text) => el("bdi", null, text);
  const to = (kind, id, text) => el("a", { href: `#/${kind}/${id}` }, bdi(text));
  const source = (i) => (d.source[i] < 0 ? "" : to("publisher", d.source[i], d.sources[d.source[i]]));
  const between = (parts, mark) => parts.filter((p) => p !== "").flatMap((p, i) => (i ? [mark, p] : [p]));
  const tone = (t) => el("span.tonemark", { "aria-label": `tone ${signed(t)}` }, signed(t));
  const headline = (i) => (url[i] ? el("a.t", { href: url[i] }, bdi(title[i])) : el("span.t", null, bdi(title[i])));
  const line = (i, here) => el("li", null, headline(i), " ", el("small", null, ...between([
    here === "publisher" ? "" : source(i), day[i] === null ? "no date" : date(day[i]), d.topic[i] < 0 || here === "topic" ? "" : to("topic", d.topic[i], d.topics[d.topic[i]][1]),
    d.story[i] < 0 || here === "story" ? "" : to("story", d.story[i], "story"), originalOf.has(i) ? "a copy" : "", tone(d.tone[i] === NO_TONE ? null : d.tone[i]),
  ], " · ")));
  const section = (name, ...parts) => el("section", null, el("h3", null, name), ...parts);
  const table = (heads, rows, caption) => el("div.wide", { role: "region", "aria-label": caption, tabindex: 0 }, el("table", null,
    el("caption", null, caption), el("thead", null, el("tr", null, heads.map((h, k) => el(k ? "th.n" : "th", { scope: "col" }, h)))),
    el("tbody", null, rows.map((cells) => el("tr", null, cells.map((c, k) => (k ? el("td.n", null, c) : el("th", { scope: "row" }, c))))))));
  const csv = (rows, name) => {
    const quote = (text) => `"${String(text).replace(/"/g, '""').replace(/^([=+\-@\t\r])/, "'$1")}"`;
    const cells = (i) => [iso(day[i]), d.sources[d.source[i]] || "", title[i], url[i], (d.topics[d.topic[i]] || [])[1] || "", d.tone[i] === NO_TONE ? "" : (d.tone[i] / 100).toFixed(2)];
    const button = el("button", { type: "button" }, "Download as CSV");
    button.addEventListener("click", () => {
      const text = ["day,source,title,url,topic,tone", ...rows.map((i) => cells(i).map(quote).join(","))].join("\r\n");
      const href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
      el("a", { href, download: `${name.replace(/[^\w-]+/g, "-").slice(0, 60)}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1000);
    });
    return el("p", null, button);
  };
  const list = (rows, here, first = N_MORE) => {
    const items = el("ul.plain lines"), more = el("button", { type: "button" });
    let shown = 0;
    const extend = () => {
      const from = shown;
      add(items, rows.slice(shown, (shown += from ? N_MORE : first)).map((i) => line(i, here)));
      more.hidden = shown >= rows.length;
      more.textContent = `Show ${Math.min(N_MORE, rows.length - shown)} more of ${count(rows.length - shown)}`;
      if (from && items.children[from]) (items.children[from].querySelector("a") || more).focus();
    };
    more.addEventListener("click", extend);
    extend();
    return [items, more];
  };
  // articles and mean tone by day, or the tone alone; its scale ends at a round tenth beyond the furthest mean
  const chart = (days, what, withVolume = true) => {
    if (days.length < 2) return "";
    const first = days[0][0], last = days[days.length - 1][0], wide = Math.ceil((last - first + 1) / 120), bars = [];
    days.forEach(([k, m, t]) => {
      const at = Math.floor((k - first) / wide);
      const bar = (bars[at] = bars[at] || { n: 0, sum: 0, scored: 0 });
      bar.n += m;
      if (t !== NO_TONE && t !== null) (bar.sum += t * m), (bar.scored += m);
    });
    const size = Math.floor((last - first) / wide) + 1, top = Math.max(...bars.filter(Boolean).map((b) => b.n));
    const name = (at) => date(first + at * wide) + (wide > 1 ? ` – ${date(Math.min(last, first + at * wide + wide - 1))}` : "");
    const tones = Array.from({ length: size }, (_, at) => (bars[at]?.scored ? bars[at].sum / bars[at].scored : null));
    const end = Math.max(10, Math.ceil(Math.max(...tones.map((t) => Math.abs(t))) / 10) * 10), middle = withVolume ? 124 : 30, high = middle + 26;
    const marks = [...(withVolume ? [[2, count(top)], [82, "0"]] : []), [middle - 22, `+${end / 100}`], [middle, "tone 0"], [middle + 22, `−${end / 100}`]];
    const place = (at) => `${at + 0.5} ${(middle - (22 * tones[at]) / end).toFixed(1)}`;
    const isAlone = (at) => tones[at - 1] == null && tones[at + 1] == null, drawn = [...tones.keys()].filter((at) => tones[at] !== null);
    const line = drawn.filter((at) => !isAlone(at)).map((at) => `${tones[at - 1] == null ? "M" : "L"}${place(at)}`).join("");
    const dots = drawn.filter(isAlone).map((at) => `M${place(at)}h0`).join("");
    const shapes = bars.map((bar, at) => svg("g", {}, svg("title", {}, `${name(at)}: ${plural(bar.n, "article")}, tone ${signed(tones[at])}`),
      svg("rect", { class: "hit", x: at, width: 1, y: 0, height: high }), withVolume ? svg("rect", { class: "original", x: at + 0.1, width: 0.8, y: 82 - (80 * bar.n) / top, height: (80 * bar.n) / top }) : "")).filter(Boolean);
    const drawing = svg("svg", { class: withVolume ? "volume" : "volume low", viewBox: `0 0 ${size} ${high}`, preserveAspectRatio: "none", role: "img", "aria-label": `${withVolume ? what + " and tone" : "Tone"} by day, ${date(first)} to ${date(last)}; most: ${plural(top, "article")}` },
      ...shapes, svg("path", { class: "axis", d: marks.map(([at]) => `M0 ${at}H${size}`).join("") }), svg("path", { class: "toneline", d: line }), svg("path", { class: "toneline dots", d: dots }));
    const rows = bars.map((bar, at) => bar && [name(at), count(bar.n), signed(tones[at])]).filter(Boolean).reverse();
    return el("figure", { style: `max-width:${Math.max(20, 5 * size)}rem` }, el("div.axes", null, el("div.ys tall", { "aria-hidden": "true" }, marks.map(([at, text]) => el("span", { style: `top:${((100 * at) / high).toFixed(1)}%` }, text))), drawing),
      el("div.scale", { "aria-hidden": "true" }, el("span", null, date(first)), el("span", null, wide > 1 ? `a point: ${wide} days` : ""), el("span", null, date(last))),
      el("details", null, el("summary", null, "The numbers"), table(["Days", "Articles", "Tone"], rows, `${what} and mean tone by day`)));
  };
  const byDay = (rows) => grouped(rows.filter((i) => day[i] !== null), (i) => day[i]).map(([k, group]) => [k, group.length, mean(group)]).sort((a, b) => a[0] - b[0]);
  const links = (groups, text, k) => el("ul.plain inline", null, groups.slice(0, k).map(([id, rows]) => el("li", null, text(id), " ", el("small", null, count(rows.length)))));
  const publishers = (rows) => section("Publishers", table(["Publisher", "Articles", "Tone"], grouped(rows, (i) => d.source[i]).slice(0, 12).map(([s, group]) => [to("publisher", s, d.sources[s]), group.length, signed(mean(group))]), "Articles and mean tone by publisher"));
  const names = (rows) => {
    const groups = grouped(rows, (i) => d.of_names[i]);
    return groups.length ? section("Names", links(groups, (k) => to("name", k, d.names[k][0]), 20)) : "";
  };
  const keywords = (rows) => {
    const groups = grouped(rows, (i) => d.of_keywords[i]);
    return groups.length ? section("Keywords", links(groups, (k) => el("a", { href: `#/find?q=${encodeURIComponent(d.keywords[k])}` }, bdi(d.keywords[k])), 20)) : "";
  };
  const stories = (rows) => {
    const groups = grouped(rows, (i) => d.story[i]);
    return groups.length ? section("Stories", el("ul.plain lines", null, groups.slice(0, 12).map(([k, [newest]]) => {
      const all = range.filter((i) => d.story[i] === k);
      return el("li", null, to("story", k, title[all.at(-1)]), " ", el("small", null, `${plural(all.length, "article")} · ${span([newest])}`));
    }))) : "";
  };
  const speakers = new Map(d.names.map(([name], k) => [name, k]));
  const speaker = (who) => (speakers.has(who) ? to("name", speakers.get(who), who) : bdi(who));
  const quotes = (test) => {
    const found = d.quotes.filter(test).slice(0, 12);
    return found.length ? section("Quotations", el("div.quotations", null, found.map(([i, who, text, t]) => el("blockquote", null, el("p", null, el("span.score", null, signed(t === NO_TONE ? null : t)), bdi(text)), el("small", null, speaker(who), /^["“‘'«„]/.test(text) ? "" : ", reported", ", in ", headline(i)))))) : "";
  };
  const span = (rows) => {
    const known = rows.map((i) => day[i]).filter((k) => k !== null);
    if (!known.length) return "without a date";
    const [a, b] = [Math.min(...known), Math.max(...known)];
    return a === b ? date(a) : `${date(a)} to ${date(b)}`;
  };
  const held = (rows, all) => (all > rows.length ? ` ${plural(all, "article")} in all; the newest ${count(rows.length)} are held by this page.` : "");
  const facts = (rows, ...rest) => {
    const k = new Set(rows.map((i) => d.source[i]).filter((s) => s >= 0)).size, undated = rows.filter((i) => day[i] === null).length;
    return el("p.lede", null, plural(rows.length, "article"), k > 1 ? ` of ${plural(k, "publisher")}` : "", `, ${span(rows)}`, undated && undated < rows.length ? ` (${plural(undated, "article")} without a date)` : "", `; tone ${signed(mean(rows))}.`, ...rest);
  };

  // ---- the views
  const views = {
    story(k) {
      const rows = range.filter((i) => d.story[i] === k).sort((a, b) => day[a] - day[b] || d.minute[a] - d.minute[b] || collator.compare(title[a], title[b]));
      if (!rows.length) return null;
      const order = [...new Set(rows.map((i) => d.source[i]).filter((s) => s >= 0))];
      const who = order.length ? el("p", null, "First: ", source(rows.find((i) => d.source[i] >= 0)), order.length > 1 ? [", then ", ...between(order.slice(1, 7).map((s) => to("publisher", s, d.sources[s])), ", ")] : "", order.length > 7 ? ` and ${order.length - 7} more.` : ".") : "";
      return ["Story", title[rows[0]], facts(rows), who, section("Articles in order of time", list(rows, "story")), el("div.cols", null, publishers(rows), el("div", null, names(rows), keywords(rows))), quotes(([i]) => d.story[i] === k), csv(rows, title[rows[0]])];
    },
    topic(k) {
      const [, label, desk, all] = d.topics[k] || [];
      const rows = range.filter((i) => d.topic[i] === k);
      return label && ["Topic" + (desk ? ` in ${desk}` : ""), label, facts(rows, held(rows, all)), chart(byDay(rows), "Articles"), stories(rows), el("div.cols", null, publishers(rows), el("div", null, names(rows), keywords(rows))), quotes(([i]) => d.topic[i] === k), section("Articles", list(rows, "topic")), csv(rows, label)];
    },
    publisher(k) {
      const rows = range.filter((i) => d.source[i] === k), name = d.sources[k];
      if (!name) return null;
      const copied = grouped(rows.filter((i) => originalOf.has(i)), (i) => d.source[originalOf.get(i)]).filter(([s]) => s !== k);
      const copiers = grouped(d.copy.filter(([, o]) => d.source[o] === k).map(([i]) => i), (i) => d.source[i]).filter(([s]) => s !== k);
      return ["Publisher", name, facts(rows), chart(byDay(rows), "Articles"),
        el("div.cols", null, section("Topics", table(["Topic", "Articles", "Tone"], grouped(rows, (i) => d.topic[i]).slice(0, 15).map(([t, group]) => [to("topic", t, d.topics[t][1]), group.length, signed(mean(group))]), "Articles and mean tone by topic")),
          el("div", null, copied.length ? section("Copies taken from others", links(copied, (s) => to("publisher", s, d.sources[s]), 12)) : "",
        copiers.length ? section("Copied by others", links(copiers, (s) => to("publisher", s, d.sources[s]), 12)) : "", names(rows))), stories(rows), section("Articles", list(rows, "publisher")), csv(rows, name)];
    },
    name(k) {
      const [name, kind, towards, times] = d.names[k] || [];
      const rows = range.filter((i) => d.of_names[i].includes(k));
      return name && [kind[0].toUpperCase() + kind.slice(1), name, el("p.note", null, `Articles in which it is one of the ${d.best_names} most prominent names.`), facts(rows, times ? ` Tone towards the name ${signed(towards)}, over all ${plural(times, "article")} with sentences about it.` : ""), chart(byDay(rows), "Articles"), quotes(([, who]) => who === name), stories(rows), el("div.cols", null, publishers(rows), keywords(rows)), section("Articles", list(rows)), csv(rows, name)];
    },
  };
  const view = el("main", { id: "view", hidden: "" });
  const main = document.querySelector("main");
  main.before(view);
  let before = 0;
  const show = () => {
    const [, kind, id] = location.hash.match(/^#\/(\w+)(?:\/(\d+))?/) || [];
    const parts = kind && views[kind] ? views[kind](Number(id)) : null;
    if (kind === "find") return find();
    if (!parts) {
      if (!view.hidden) (view.hidden = true), (main.hidden = false), scrollTo(0, before);
      return;
    }
    if (view.hidden) before = scrollY;
    const [what, name, ...rest] = parts, head = el("h2", { tabindex: -1 }, bdi(name)), back = el("a", { href: "#run" }, "Back to the report");
    view.replaceChildren(el("p.crumb", null, back, " · ", what));
    add(view, head, rest);
    view.hidden = false;
    main.hidden = true;
    scrollTo(0, 0);
    head.focus({ preventScroll: true });
  };

  // ---- the finder
  const form = document.getElementById("find"), field = (name) => form.elements.namedItem(name);
  const haystack = range.map((i) => [title[i], ...d.of_keywords[i].map((k) => d.keywords[k]), ...d.of_names[i].map((k) => d.names[k][0])].join(" \n ").toLowerCase());
  const option = (value, text) => el("option", { value }, text);
  const fill = (name, entries) => add(field(name), entries.map(([value, text]) => option(value, text)));
  const results = document.getElementById("results"), status = document.getElementById("found");
  const bands = { negative: (t) => t <= -5, neutral: (t) => Math.abs(t) < 5, positive: (t) => t >= 5 && t !== NO_TONE };
  const search = () => {
    const asked = field("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [s, t, l, f, from, until] = ["source", "topic", "language", "tone", "from", "until"].map((name) => field(name).value);
    const rows = range.filter((i) => asked.every((word) => haystack[i].includes(word)) && (s === "" || d.source[i] === +s) && (t === "" || d.topic[i] === +t) &&
      (l === "" || d.language[i] === +l) && (f === "" || bands[f](d.tone[i])) && (!from || iso(day[i]) >= from) && (!until || (day[i] !== null && iso(day[i]) <= until)) && (field("copies").checked || !originalOf.has(i)));
    status.textContent = `${plural(rows.length, "article")} found${d.n > n ? `, among the newest ${count(n)} of ${count(d.n)}` : ""}.`;
    results.replaceChildren();
    if (rows.length) add(results, list(rows, "", N_FIRST), csv(rows, `articles ${field("q").value}`));
    mark(rows.length < n ? rows : []);
  };
  const find = () => {
    if (!view.hidden) (view.hidden = true), (main.hidden = false);
    new URLSearchParams(location.hash.split("?")[1] || "").forEach((value, key) => field(key) && key !== "copies" && (field(key).value = value));
    search();
    document.getElementById("articles").scrollIntoView();
    field("q").focus({ preventScroll: true });
  };
  const byName = (a, b) => collator.compare(a[1], b[1]);
  if (form) {
    fill("source", d.sources.map((name, k) => [k, name]).sort(byName));
    fill("topic", d.topics.map((t, k) => [k, t[1]]).sort(byName));
    fill("language", d.languages.map((name, k) => [k, name]));
    field("language").parentElement.hidden = d.languages.length < 2;
    form.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const set = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.pushState(null, "", `#/find?${set}`);
      search();
    });
    form.addEventListener("reset", () => setTimeout(search));
    form.hidden = false;
  }

  // ---- the map: a dot per article, its headline on hover and tap
  const box = document.getElementById("mapbox");
  let mark = () => {};
  if (box) {
    const image = box.querySelector("svg"), said = document.getElementById("mapsaid"), marks = svg("path", { class: "marks" }), spot = svg("path", { class: "spot" });
    const [, , w, h] = image.getAttribute("viewBox").split(" ").map(Number);
    const dots = grouped(range.filter((i) => d.x[i] >= 0), (i) => (d.topic[i] < 0 ? N_COLOURS : d.topics[d.topic[i]][4])).sort((a, b) => b[0] - a[0]);
    const path = (rows) => rows.map((i) => `M${d.x[i]} ${d.y[i]}h0`).join("");
    add(image, dots.map(([k, rows]) => svg("path", { class: k < N_COLOURS ? `c${k}` : "rest", d: path(rows) })), marks, spot);
    mark = (rows) => marks.setAttribute("d", path(rows.filter((i) => d.x[i] >= 0)));
    let zoom = 1, x0 = 0, y0 = 0;
    const set = (z, cx, cy) => {
      zoom = Math.max(1, Math.min(16, z));
      x0 = Math.max(0, Math.min(w - w / zoom, cx - w / zoom / 2));
      y0 = Math.max(0, Math.min(h - h / zoom, cy - h / zoom / 2));
      image.setAttribute("viewBox", `${x0} ${y0} ${w / zoom} ${h / zoom}`);
      image.style.setProperty("--zoom", 1 / Math.sqrt(zoom));
      box.querySelectorAll("b").forEach((b) => {
        const left = ((b.dataset.x - x0) * zoom * 100) / w, top = ((b.dataset.y - y0) * zoom * 100) / h;
        b.style.left = `${left}%`;
        b.style.top = `${top}%`;
        b.hidden = left < 0 || left > 100 || top < 0 || top > 100;
      });
    };
    const nearest = (event) => {
      const area = image.getBoundingClientRect(), px = x0 + ((event.clientX - area.left) / area.width) * (w / zoom), py = y0 + ((event.clientY - area.top) / area.height) * (h / zoom);
      let best = -1, least = 900 / zoom;
      range.forEach((i) => {
        const far = d.x[i] < 0 ? Infinity : (d.x[i] - px) ** 2 + (d.y[i] - py) ** 2;
        if (far < least) (least = far), (best = i);
      });
      return best;
    };
    const tell = (event) => {
      const i = nearest(event);
      if (i < 0) return;
      spot.setAttribute("d", `M${d.x[i]} ${d.y[i]}h0`);
      said.replaceChildren(line(i));
    };
    image.addEventListener("pointermove", tell);
    image.addEventListener("click", tell);
    document.getElementById("mapzoom").hidden = false;
    document.getElementById("mapzoom").addEventListener("click", ({ target }) => {
      const factor = { in: 2, out: 0.5, whole: 0 }[target.dataset.zoom];
      const at = spot.getAttribute("d"), [cx, cy] = at ? at.slice(1, -2).split(" ").map(Number) : [x0 + w / zoom / 2, y0 + h / zoom / 2];
      if (factor !== undefined) set(factor && zoom * factor, cx, cy);
    });
    set(1, w / 2, h / 2);
    box.hidden = false;
  }

  // ---- names on the page that lead to their view
  const lookup = { topic: (v) => d.topics.findIndex((t) => t[0] === +v), publisher: (v) => d.sources.indexOf(v), name: (v) => d.names.findIndex((e) => e[0] === v), story: (v) => +v };
  document.querySelectorAll("[data-view]").forEach((node) => {
    const [, kind, id] = node.dataset.view.match(/^(\w+)(?::(.*))?$/s), k = lookup[kind](id ?? node.textContent);
    if (k >= 0) node.replaceChildren(el("a", { href: `#/${kind}/${k}` }, ...node.childNodes));
  });
  const whole = document.getElementById("volume");
  const [from, until] = d.covered, covered = range.filter((i) => day[i] !== null && day[i] >= from && day[i] <= until);
  const days = [...byDay(covered), ...d.other_days].sort((a, b) => a[0] - b[0]);
  if (whole && days.length && days[0][0] < days.at(-1)[0]) whole.replaceChildren(el("h3", null, "Tone by day"), chart(days, "Articles", false));
  const originals = range.filter((i) => !originalOf.has(i)), corpus = document.getElementById("corpus");
  if (corpus) add(corpus, names(originals), keywords(originals));
  const pairs = grouped(d.copy.map(([i]) => i), (i) => (d.source[i] < 0 || d.source[originalOf.get(i)] < 0 ? -1 : `${d.source[i]} ${d.source[originalOf.get(i)]}`));
  const copiers = pairs.map(([k, rows]) => [...k.split(" ").map(Number), rows.length]).filter(([a, b]) => a !== b).slice(0, 20), taken = document.getElementById("copiers");
  if (taken && copiers.length) add(taken, section("Who copies whom", table(["Copies of", "Publisher", "Articles"], copiers.map(([a, b, k]) => [to("publisher", b, d.sources[b]), to("publisher", a, d.sources[a]), k]), "Near-duplicates by publisher: whose article, and who has a copy of it")));
  addEventListener("hashchange", show);
  if (form) search();
  show();
  document.documentElement.dataset.views = "ready";
})();
