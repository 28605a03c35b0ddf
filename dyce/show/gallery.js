"use strict";
/* The gallery: a first page with all scenes, a page a scene, and on it one view at a time with its masks. */

const dyce = {
  set: (data) => showFront(data),
  scene: (data) => showScene(data),
  view: (data) => dyce.received(data),
  received: () => {},
};

/* Building pages. Names come from data sets and may hold anything, so they only ever become text. */

const PICTOGRAMS = {
  picture: "M1.5 2.5h11v9h-11zM1.5 9.5l3-3 3 3 2-2 3 3",
  visible: "M2 7a5 5 0 0 1 10 0zM2 7h10",
  full: "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
  invisible: "M2 7a5 5 0 0 0 10 0M4 11.2l4-4M7 12l4.6-4.6M2.3 8.6L3.8 7",
};

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

function drawing(width, height, ...parts) {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  made.setAttribute("viewBox", `0 0 ${width} ${height}`);
  made.setAttribute("aria-hidden", "true");
  for (const [name, attributes] of parts) {
    const part = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    made.append(part);
  }
  return made;
}

const line = (d) => ["path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round", "stroke-linejoin": "round" }];
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const percent = (rate) => (rate > 0 && rate < 0.01 ? "<1 %" : `${Math.floor(100 * rate)} %`);
const digits = (view) => String(view).padStart(6, "0");
const plain = (name) => name.replaceAll("_", " ");

function crumbs(root, ...names) {
  const trail = element("nav", { class: "crumbs" }, element("a", { href: `${root}index.html` }, "dyce"));
  names.forEach(([name, href], place) => {
    trail.append(element("i", {}, "/"), href && place < names.length - 1 ? element("a", { href }, name) : element("b", {}, name));
  });
  return trail;
}

function thumb(href, src, eager) {
  return element("a", { class: "thumb", href }, element("img", { src, alt: "", loading: eager ? "eager" : "lazy", decoding: "async" }));
}

/* The first page */

function showFront(data) {
  const sum = (key) => data.scenes.reduce((total, scene) => total + scene[key], 0);
  const numbers = [
    ["Scenes", data.scenes.length.toLocaleString("en")],
    ["Views", sum("views").toLocaleString("en")],
    ["Objects", sum("objects").toLocaleString("en")],
    ["Instances seen", sum("instances").toLocaleString("en")],
    ["Instances a view", (sum("instances") / sum("views")).toFixed(1)],
    ["Hidden by 5 % or more", percent(sum("occluded") / Math.max(sum("instances"), 1))],
  ];
  const facts = element("dl", { class: "numbers" });
  for (const [term, value] of numbers) facts.append(element("div", {}, element("dt", {}, term), element("dd", {}, value)));
  document.body.append(
    element("div", { class: "bar" }, crumbs("")),
    element(
      "main",
      { class: "front" },
      element("h1", {}, data.name),
      element("p", { class: "lead" }, "What every view shows, what it hides, and what the hidden things look like. Open a view and point at an object."),
      facts,
      ...data.scenes.map(frontScene),
    ),
    foot(data),
  );
}

function frontScene(scene) {
  const strip = element("div", { class: "strip" }, ...scene.thumbs.map((src, place) => thumb(`${scene.page}#${digits(scene.strip[place])}`, src, true)));
  strip.style.setProperty("--columns", Math.max(3, scene.thumbs.length));
  return element(
    "section",
    { class: "scene" },
    element(
      "header",
      {},
      element("h2", {}, element("a", { href: scene.page }, scene.name)),
      element("span", { class: "soft" }, `${count(scene.objects, "object")}, ${(scene.instances / scene.views).toFixed(1)} in a view`),
      element("a", { class: "all", href: scene.page }, scene.views === 1 ? "its view" : `all ${count(scene.views, "view")}`),
    ),
    strip,
  );
}

function foot(data) {
  const { settings = {}, credits = [] } = data;
  const told = Object.entries(settings).map(([key, value]) => `${plain(key)} ${value}`);
  const made = element("footer", { class: "foot" }, element("p", {}, told.length ? `Rendered with ${told.join(", ")}` : "Made with dyce"));
  if (credits.length) {
    const items = credits.map((credit) => element("li", {}, [credit.title, credit.author || credit.creator, credit.licence].filter(Boolean).join(", ")));
    made.append(element("details", {}, element("summary", {}, `Credits of ${count(credits.length, "model")}`), element("ul", {}, ...items)));
  }
  return made;
}

/* A scene's page: its views, filtered, or one of them */

function showScene(data) {
  const objects = new Map(data.objects.map(([id, name, category, model, colour]) => [id, { id, name, category, model, colour }]));
  const scene = { ...data, objects, filter: { category: "", low: 0, high: 100 } };
  scene.views = data.views.map(([view, pairs]) => {
    const rates = new Map();
    for (let k = 0; k < pairs.length; k += 2) rates.set(pairs[k], pairs[k + 1] / 1000);
    return { view, rates };
  });
  scene.keeps = (id, rate) => {
    const { category, low, high } = scene.filter;
    return (!category || objects.get(id).category === category) && 100 * rate >= low && (high === 100 || 100 * rate <= high);
  };
  scene.filtered = () => scene.filter.category !== "" || scene.filter.low > 0 || scene.filter.high < 100;
  const place = element("main");
  const bar = element("div", { class: "bar" });
  document.body.append(bar, place, foot(data));
  let open = null;
  const route = () => {
    const [, number, id] = location.hash.match(/^#(\d+)(?:\/(\d+))?$/) || [];
    const view = number === undefined ? undefined : scene.views.find((one) => one.view === Number(number));
    if (open) open.close();
    open = null;
    place.replaceChildren();
    const trail = view ? [[data.name, "#"], [digits(view.view)]] : [[data.name]];
    bar.replaceChildren(crumbs("../../", ...trail), filters(scene, () => (open ? open.refilter() : showGrid(scene, place))));
    document.title = `${data.name}${view ? ` ${digits(view.view)}` : ""} · dyce`;
    if (view) open = showView(scene, view, place, id === undefined ? null : Number(id));
    else showGrid(scene, place);
    if (view) window.scrollTo(0, 0);
  };
  window.addEventListener("hashchange", route);
  route();
}

function filters(scene, changed) {
  const seen = new Map();
  const bars = new Array(20).fill(0);
  for (const { rates } of scene.views) {
    for (const [id, rate] of rates) {
      const { category } = scene.objects.get(id);
      seen.set(category, (seen.get(category) || 0) + 1);
      bars[Math.min(Math.floor(20 * rate), 19)] += 1;
    }
  }
  const names = [...seen.keys()].sort();
  const choice = element("select", { id: "category", "aria-label": "Category", onchange: () => set({ category: choice.value }) });
  choice.append(element("option", { value: "" }, "All categories"));
  for (const name of names) choice.append(element("option", { value: name }, `${plain(name)}  ${seen.get(name).toLocaleString("en")}`));
  const text = element("span", { class: "rangetext" });
  const most = Math.sqrt(Math.max(...bars, 1));
  const columns = bars.map((number, k) => {
    const height = number ? Math.max(31 * (Math.sqrt(number) / most), 1.5) : 0;
    return ["rect", { x: 10 * k + 1, y: 31 - height, width: 8, height, rx: 1 }];
  });
  const histogram = drawing(200, 31, ...columns);
  histogram.setAttribute("preserveAspectRatio", "none");
  const handle = (key, label) => {
    const made = element("input", { type: "range", min: 0, max: 100, step: 5, "aria-label": label, id: key });
    made.addEventListener("input", () => {
      const other = key === "low" ? { low: Math.min(Number(made.value), scene.filter.high) } : { high: Math.max(Number(made.value), scene.filter.low) };
      set(other);
    });
    return made;
  };
  const low = handle("low", "Hidden at least, percent");
  const high = handle("high", "Hidden at most, percent");
  const clear = element("button", { class: "clear", type: "button", onclick: () => set({ category: "", low: 0, high: 100 }) }, "Clear");
  function show() {
    const { category, low: from, high: to } = scene.filter;
    choice.value = category;
    low.value = from;
    high.value = to;
    text.textContent = from === 0 && to === 100 ? "any" : to === 100 ? `${from} % or more` : from === 0 ? `up to ${to} %` : `${from} to ${to} %`;
    [...histogram.children].forEach((bar, k) => bar.classList.toggle("in", 5 * (k + 1) > from && 5 * k < Math.max(to, 1)));
    clear.style.visibility = scene.filtered() ? "visible" : "hidden";
  }
  function set(part) {
    Object.assign(scene.filter, part);
    show();
    changed();
  }
  show();
  return element("div", { class: "filters" }, clear, choice, element("label", {}, "Hidden", text, element("span", { class: "range" }, histogram, low, high)));
}

const AT_ONCE = 120; // small pictures added whenever the end of the page comes near

function showGrid(scene, place) {
  const kept = [];
  for (const one of scene.views) {
    let matching = 0;
    let occluded = 0;
    for (const [id, rate] of one.rates) {
      matching += scene.keeps(id, rate);
      occluded += rate > 0;
    }
    if (matching || !scene.filtered()) kept.push({ ...one, matching, occluded });
  }
  const instances = kept.reduce((total, one) => total + one.matching, 0);
  const categories = new Set([...scene.objects.values()].map((object) => object.category)).size;
  const all = `${count(scene.views.length, "view")}, ${count(scene.objects.size, "object")} of ${count(categories, "kind")}`;
  const some = `${count(instances, "instance")} in ${kept.length.toLocaleString("en")} of ${count(scene.views.length, "view")}`;
  const grid = element("div", { class: "grid" });
  let next = 0;
  const more = () => {
    for (const one of kept.slice(next, next + AT_ONCE)) {
      const name = digits(one.view);
      const told = scene.filtered() ? `${one.matching} of ${count(one.rates.size, "object")}` : `${count(one.rates.size, "object")}, ${one.occluded} occluded`;
      const picture = thumb(`#${name}`, `thumbs/${name}.jpg`, false);
      picture.style.aspectRatio = `${scene.size[0]} / ${scene.size[1]}`;
      grid.append(element("article", { class: "card" }, picture, element("p", {}, element("b", {}, name), element("span", { class: "soft" }, told))));
    }
    next += AT_ONCE;
  };
  const end = element("div");
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    more();
    watch.disconnect();
    if (next < kept.length) watch.observe(end); // anew, or an end that is still near is not told
  }, { rootMargin: "1200px" });
  more();
  place.replaceChildren(element("div", { class: "summary" }, element("h1", {}, scene.name), element("p", {}, scene.filtered() ? some : all)));
  place.append(kept.length ? grid : element("p", { class: "none" }, "No view has such an object."), end);
  watch.observe(end);
}

/* Masks: COCO's compressed RLE to pixels, pixels to outlines */

function runs(counts) {
  const found = [];
  for (let k = 0; k < counts.length; ) {
    let value = 0;
    let shift = 0;
    let code;
    do {
      code = counts.charCodeAt(k++) - 48;
      value |= (code & 31) << shift;
      shift += 5;
    } while (code & 32);
    if (code & 16 && shift < 32) value |= -1 << shift;
    if (found.length > 2) value += found[found.length - 2];
    found.push(value);
  }
  return found;
}

/* A mask as one byte a pixel, row by row, with its box; the runs go down the columns. */
function decode(counts, [width, height]) {
  const pixels = new Uint8Array(width * height);
  const box = { left: width, top: height, right: 0, bottom: 0 };
  let at = 0;
  let area = 0;
  runs(counts).forEach((length, k) => {
    for (let p = at; k % 2 && p < at + length; p++) {
      const x = Math.floor(p / height);
      const y = p - x * height;
      pixels[y * width + x] = 1;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
      area += 1;
    }
    at += length;
  });
  return { pixels, width, height, box, area };
}

function union(one, other) {
  if (!other.area) return one;
  const pixels = one.pixels.map((value, k) => value | other.pixels[k]);
  const box = {
    left: Math.min(one.box.left, other.box.left), top: Math.min(one.box.top, other.box.top),
    right: Math.max(one.box.right, other.box.right), bottom: Math.max(one.box.bottom, other.box.bottom),
  };
  return { ...one, pixels, box, area: one.area + other.area };
}

/* The outline of a mask: along the pixels' sides, inside on the right, through the sides' middles, evened so that stairs become slopes. */
function outline({ pixels, width, height, box }) {
  const { left, top, right, bottom } = box;
  const path = new Path2D();
  if (right <= left) return path;
  const columns = right - left + 1;
  const sides = new Uint8Array(columns * (bottom - top + 1)); // which ways lead on from a corner: 1 right, 2 down, 4 left, 8 up
  const corner = (x, y) => (y - top) * columns + (x - left);
  const inside = (x, y) => x >= 0 && y >= 0 && x < width && y < height && pixels[y * width + x];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (!pixels[y * width + x]) continue;
      if (!inside(x, y - 1)) sides[corner(x, y)] |= 1;
      if (!inside(x + 1, y)) sides[corner(x + 1, y)] |= 2;
      if (!inside(x, y + 1)) sides[corner(x + 1, y + 1)] |= 4;
      if (!inside(x - 1, y)) sides[corner(x, y + 1)] |= 8;
    }
  }
  const STEP = [[1, 0], [0, 1], [-1, 0], [0, -1]];
  for (let start = 0; start < sides.length; start++) {
    while (sides[start]) {
      const ring = [];
      let at = start;
      let way = Math.log2(sides[at] & -sides[at]);
      do {
        sides[at] &= ~(1 << way);
        const x = (at % columns) + left;
        const y = Math.floor(at / columns) + top;
        const [dx, dy] = STEP[way];
        at = corner(x + dx, y + dy);
        way = [(way + 1) % 4, way, (way + 3) % 4].find((turn) => sides[at] & (1 << turn));
        ring.push([x + dx / 2, y + dy / 2]);
      } while (way !== undefined);
      evened(ring, width, height).forEach(([x, y], k) => (k ? path.lineTo(x, y) : path.moveTo(x, y)));
      path.closePath();
    }
  }
  return path;
}

/* A ring with each point in the middle of its neighbours; what lies on the frame stays there, and so do small rings. */
function evened(ring, width, height) {
  const reach = ring.length < 24 ? 0 : ring.length < 80 ? 1 : 2;
  if (!reach) return ring;
  return ring.map(([x, y], k) => {
    let sum = 0;
    let [across, down] = [0, 0];
    for (let step = -reach; step <= reach; step++) {
      const weight = reach + 1 - Math.abs(step);
      const other = ring[(k + step + ring.length) % ring.length];
      across += weight * other[0];
      down += weight * other[1];
      sum += weight;
    }
    return [x === 0 || x === width ? x : across / sum, y === 0 || y === height ? y : down / sum];
  });
}

/* A view and everything that its page draws, once its script has come */

function loadView(scene, number) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src: `views/${digits(number)}.js` });
    dyce.received = (data) => data.view === number && resolve(prepare(scene, data));
    script.onerror = () => reject(new Error(`${script.src} is missing`));
    script.onload = () => script.remove();
    document.head.append(script);
  });
}

function prepare(scene, data) {
  const [width, height] = data.size;
  const seen = new Uint16Array(width * height); // 1 + the place in `instances` of what is seen at a pixel
  const instances = data.instances.map((instance, place) => {
    const visible = decode(instance.visible, data.size);
    const invisible = decode(instance.invisible, data.size);
    const { top, bottom, left, right } = visible.box;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (visible.pixels[y * width + x]) seen[y * width + x] = place + 1;
    const paths = { visible: outline(visible), invisible: outline(invisible), full: outline(union(visible, invisible)) };
    return { ...instance, ...scene.objects.get(instance.id), paths, picture: null };
  });
  const byId = new Map(instances.map((instance) => [instance.id, instance]));
  for (const instance of instances) {
    instance.hides = instances
      .filter((other) => other.hiddenBy.some(([id]) => id === instance.id))
      .map((other) => [other, other.hiddenBy.find(([id]) => id === instance.id)[2]])
      .sort((a, b) => b[1] - a[1]);
  }
  const largest = [...instances].sort((a, b) => b.fullArea - a.fullArea);
  return { ...data, instances, byId, largest, at: (x, y) => instances[seen[y * width + x] - 1] || null };
}

/* Drawing */

function stripes(colour, scale) {
  const size = Math.round(7 * scale);
  const tile = element("canvas", { width: size, height: size });
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.8 * scale;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
    pen.stroke();
  }
  return tile;
}

const darker = (colour) => `color-mix(in oklab, ${colour} 68%, black)`;

function paint(canvas, view, shown, keeps, focus, strength) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  const scale = width / view.size[0];
  const thin = ratio / scale; // one pixel of the page, in pixels of the image
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, ...view.size);
  pen.lineJoin = "round";
  let layer = 1;
  const fill = (path, style, alpha) => {
    pen.globalAlpha = alpha * layer;
    pen.fillStyle = style;
    pen.fill(path, "evenodd");
  };
  const stroke = (path, style, wide, alpha = 1) => {
    pen.globalAlpha = alpha * layer;
    pen.strokeStyle = style;
    pen.lineWidth = wide * thin;
    pen.stroke(path);
  };
  const striped = (path, colour, alpha) => {
    const pattern = pen.createPattern(stripes(colour, ratio), "repeat");
    pattern.setTransform(new DOMMatrix([1 / scale, 0, 0, 1 / scale, 0, 0]));
    fill(path, pattern, alpha);
  };
  const solid = shown.picture ? 0.46 : 1;
  layer = focus ? 1 - strength : 1;
  const drawn = layer > 0 ? view.largest.filter(keeps) : [];
  for (const { paths, colour } of drawn) {
    if (shown.visible) {
      fill(paths.visible, colour, solid);
      stroke(paths.visible, darker(colour), 1.2, 0.9);
    }
  }
  for (const { paths, colour } of drawn) {
    if (shown.full) {
      fill(paths.full, colour, shown.visible ? 0.06 : 0.16);
      stroke(paths.full, "#fff", 3.2, shown.picture ? 0.45 : 0);
      stroke(paths.full, darker(colour), 1.7);
    }
    if (shown.invisible) {
      const under = shown.visible;
      fill(paths.invisible, under ? "#fff" : colour, under ? 0.45 : shown.picture ? 0.3 : 0.22);
      striped(paths.invisible, under ? darker(colour) : colour, 1);
      stroke(paths.invisible, darker(colour), 1.1);
    }
  }
  layer = strength;
  if (focus) paintFocus(focus, strength, view, pen, { fill, stroke, striped });
  pen.globalAlpha = 1;
}

/* One object lifted out: the rest fades, the object stands there whole, what hides it is only outlined. */
function paintFocus(focus, strength, view, pen, { fill, stroke, striped }) {
  pen.globalAlpha = 0.82 * strength;
  pen.fillStyle = "#fbfbfa";
  pen.fillRect(0, 0, ...view.size);
  if (focus.picture && focus.picture.complete && focus.picture.naturalWidth) {
    pen.globalAlpha = strength;
    pen.drawImage(focus.picture, ...focus.fullBox);
  } else {
    fill(focus.paths.full, focus.colour, 0.5);
  }
  striped(focus.paths.invisible, "#ffffff", 0.32);
  for (const [id] of focus.hiddenBy) {
    const other = view.byId.get(id);
    if (!other) continue;
    fill(other.paths.visible, other.colour, 0.1);
    stroke(other.paths.visible, "#fff", 2.4, 0.5);
    stroke(other.paths.visible, darker(other.colour), 1.1, 0.8);
  }
  stroke(focus.paths.full, "#fff", 3.6, 0.85);
  stroke(focus.paths.full, darker(focus.colour), 1.7);
}

/* The page of one view */

const shownMasks = { picture: true, visible: true, full: false, invisible: false }; // stays while one leafs through views
const TOGGLES = [["picture", "Picture"], ["visible", "Visible"], ["full", "Full"], ["invisible", "Invisible"]];

function showView(scene, summary, place, pinnedId) {
  const base = `${scene.records}/${digits(summary.view)}/`;
  const image = element("img", { src: "", alt: `View ${digits(summary.view)} of ${scene.name}` });
  const canvas = element("canvas", { id: "masks" });
  const tag = element("div", { class: "tag", id: "tag", hidden: true });
  const stage = element("div", { class: "stage" }, image, canvas, tag);
  stage.style.setProperty("--ratio", scene.size[0] / scene.size[1]);
  const caption = element("p", { class: "caption" });
  const object = element("section", { class: "object" });
  const listHead = element("div", { class: "listhead" });
  const rows = element("ul", { class: "rows" });
  const panel = element("aside", { class: "panel" }, object, listHead, rows);
  const buttons = TOGGLES.map(([key, label]) =>
    element("button", { type: "button", id: `show-${key}`, title: `${label} (${label[0]})`, onclick: () => toggle(key) }, drawing(14, 14, line(PICTOGRAMS[key])), label));
  place.append(element("div", { class: "view" }, element("div", {}, element("div", { class: "tools" }, element("div", { class: "toggles" }, ...buttons), turning(scene, summary)), element("div", { class: "hold" }, stage), caption), panel));

  let view = null;
  let pinned = null;
  let hovered = null;
  let focus = null;
  let strength = 0;
  let frame = 0;
  const keeps = (instance) => scene.keeps(instance.id, instance.rate);
  const redraw = () => view && paint(canvas, view, shownMasks, keeps, focus, strength);

  function toggle(key) {
    shownMasks[key] = !shownMasks[key];
    showToggles();
    redraw();
  }

  function showToggles() {
    TOGGLES.forEach(([key], k) => buttons[k].setAttribute("aria-pressed", String(shownMasks[key])));
    stage.classList.toggle("flat", !shownMasks.picture);
  }

  function refocus() {
    const wanted = hovered || pinned;
    if (wanted !== focus) {
      strength = focus && wanted ? 1 : 0; // from one object to the next there is no fading
      focus = wanted;
      cancelAnimationFrame(frame);
      if (focus && !focus.picture) {
        focus.picture = new Image();
        focus.picture.onload = redraw;
        focus.picture.src = base + focus.appearance;
      }
      showObject();
    }
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const begun = performance.now() - 150 * strength;
    const step = (now) => {
      strength = still ? 1 : Math.min(Math.max((now - begun) / 150, 0), 1);
      redraw();
      if (focus && strength < 1) frame = requestAnimationFrame(step);
    };
    if (focus) step(performance.now());
    else redraw();
  }

  function showObject() {
    object.replaceChildren(...(focus ? describeObject(view, focus, base, pin) : describeView(scene, view, pin)));
    for (const row of rows.children) row.classList.toggle("on", focus !== null && Number(row.dataset.id) === focus.id);
    tag.hidden = !focus;
    if (!focus) return;
    const [x, y, width] = focus.fullBox;
    tag.replaceChildren(focus.name, element("i", {}, focus.rate > 0 ? `${percent(focus.rate)} hidden` : "nothing in front"));
    const half = (50 * tag.offsetWidth) / stage.clientWidth + 1;
    tag.style.left = `${Math.min(Math.max((100 * (x + width / 2)) / view.size[0], half), 100 - half)}%`;
    tag.style.top = `${Math.max((100 * y) / view.size[1] - 1.2, (100 * (tag.offsetHeight + 8)) / stage.clientHeight)}%`;
  }

  function pin(instance) {
    pinned = pinned === instance ? null : instance;
    hovered = null;
    history.replaceState(null, "", `#${digits(summary.view)}${pinned ? `/${pinned.id}` : ""}`);
    refocus();
  }

  function hover(instance) {
    if (instance === hovered) return;
    hovered = instance;
    stage.classList.toggle("over", instance !== null);
    refocus();
  }

  function under(event) {
    const { left, top, width, height } = stage.getBoundingClientRect();
    const x = Math.floor(((event.clientX - left) / width) * view.size[0]);
    const y = Math.floor(((event.clientY - top) / height) * view.size[1]);
    const found = x >= 0 && y >= 0 && x < view.size[0] && y < view.size[1] ? view.at(x, y) : null;
    return found && keeps(found) ? found : null;
  }

  function refilter() {
    if (!view) return;
    const listed = view.instances.filter(keeps).sort((a, b) => b.rate - a.rate || a.name.localeCompare(b.name));
    const total = view.instances.length;
    listHead.replaceChildren(
      element("span", {}, listed.length === total ? count(total, "object") : `${listed.length} of ${count(total, "object")}`),
      element("span", {}, "hidden"),
    );
    rows.replaceChildren(...listed.map((instance) => objectRow(instance, hover, pin)));
    if (pinned && !keeps(pinned)) pinned = null;
    hovered = null;
    refocus();
    showObject();
  }

  const keys = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select, input")) return;
    const key = TOGGLES.find(([, label]) => label[0].toLowerCase() === event.key.toLowerCase());
    if (key) toggle(key[0]);
    else if (event.key === "ArrowLeft") place.querySelector("#before").click();
    else if (event.key === "ArrowRight") place.querySelector("#after").click();
    else if (event.key === "Escape" && pinned) pin(pinned);
    else if (event.key === "Escape") location.hash = "#";
  };

  showToggles();
  const observer = new ResizeObserver(redraw);
  observer.observe(canvas);
  document.addEventListener("keydown", keys);
  let closed = false;
  loadView(scene, summary.view).then((loaded) => {
    if (closed) return;
    view = loaded;
    image.src = base + view.image;
    stage.style.setProperty("--ratio", view.size[0] / view.size[1]);
    caption.replaceChildren("Point at an object to lift it out, click to hold it; ", element("kbd", {}, "←"), " ", element("kbd", {}, "→"), " for other views");
    stage.addEventListener("pointermove", (event) => hover(under(event)));
    stage.addEventListener("pointerleave", () => hover(null));
    stage.addEventListener("click", (event) => pin(under(event)));
    pinned = view.byId.get(pinnedId) || null;
    refilter();
    document.body.dataset.ready = digits(view.view);
  }, (error) => {
    caption.textContent = `This view can't be shown: ${error.message}. Run dyce gallery again.`;
  });
  return {
    refilter,
    close: () => {
      closed = true;
      observer.disconnect();
      document.removeEventListener("keydown", keys);
      delete document.body.dataset.ready;
    },
  };
}

function turning(scene, summary) {
  const place = scene.views.indexOf(summary);
  const kept = scene.views.map(({ rates }) => !scene.filtered() || [...rates].some(([id, rate]) => scene.keeps(id, rate)));
  const seek = (step) => {
    let k = place + step;
    while (k >= 0 && k < kept.length && !kept[k]) k += step;
    return scene.views[k];
  };
  const arrow = (id, label, d, to) =>
    element("a", { id, "aria-label": label, title: label, href: to ? `#${digits(to.view)}` : null, "aria-disabled": String(!to) }, drawing(14, 14, line(d)));
  return element(
    "nav",
    { class: "turn" },
    arrow("before", "Previous view", "M9 2.5L4.5 7 9 11.5", seek(-1)),
    element("span", {}, `${(place + 1).toLocaleString("en")} of ${scene.views.length.toLocaleString("en")}`),
    arrow("after", "Next view", "M5 2.5L9.5 7 5 11.5", seek(1)),
  );
}

/* The panel */

const dot = (colour) => {
  const made = element("span", { class: "dot" });
  made.style.background = colour;
  return made;
};

function objectRow(instance, hover, pin) {
  const meter = element("i");
  meter.style.width = `${100 * instance.rate}%`;
  meter.style.background = instance.colour;
  const row = element(
    "li",
    { onpointerenter: () => hover(instance), onpointerleave: () => hover(null), onclick: () => pin(instance) },
    dot(instance.colour),
    element("span", { class: "name" }, instance.name),
    element("span", { class: "meter" }, meter),
    element("span", { class: "num" }, instance.rate > 0 ? percent(instance.rate) : "–"),
  );
  row.dataset.id = instance.id;
  return row;
}

function describeView(scene, view, pin) {
  if (!view) return [];
  const occluded = view.instances.filter((instance) => instance.rate > 0);
  const facts = [
    ["Objects", `${view.instances.length}, ${occluded.length} of them occluded`],
    ["Aimed at", view.target],
    ["Eyes at", `${view.eye.toFixed(2)} m`],
    ["Size", `${view.size[0]} × ${view.size[1]} pixels`],
    ["Rendered in", `${view.seconds.toFixed(1)} s on ${view.device}`],
  ];
  const list = element("dl", { class: "facts" });
  for (const [term, value] of facts) list.append(element("dt", {}, term), element("dd", { class: "name" }, value));
  const hides = view.instances.map((instance) => [instance, instance.hides.length]).filter(([, number]) => number).sort((a, b) => b[1] - a[1]);
  const largest = [...occluded].sort((a, b) => b.fullArea - b.visibleArea - (a.fullArea - a.visibleArea));
  const entry = (told) => (instance) => [instance, instance.name, instance.colour, told(instance)];
  return [
    element("header", {}, element("h2", {}, digits(view.view)), element("span", {}, scene.name)),
    list,
    element(
      "div",
      { class: "links" },
      people("Pixels hidden", largest.slice(0, 9).map(entry((instance) => (instance.fullArea - instance.visibleArea).toLocaleString("en"))), "nothing", pin, 9),
      people("Objects that it hides", hides.slice(0, 9).map(([instance, number]) => entry(() => number)(instance)), "nothing", pin, 9),
    ),
  ];
}

/* Objects by name, each with what is told of it: `[instance or null, name, colour, told]`; a click holds one. */
function people(title, entries, none, pin, lines = 6) {
  const shown = entries.length > lines ? entries.slice(0, lines - 1) : entries;
  const items = shown.map(([instance, name, colour, told]) => {
    const item = element("li", {}, dot(colour), element("span", { class: "name" }, name), element("span", { class: "num" }, told));
    if (instance) {
      item.style.cursor = "pointer";
      item.addEventListener("click", () => pin(instance));
    }
    return item;
  });
  if (!entries.length) items.push(element("li", { class: "soft" }, none));
  if (shown.length < entries.length) items.push(element("li", { class: "soft" }, `and ${entries.length - shown.length} more`));
  return element("div", {}, element("h3", {}, title), element("ul", {}, ...items));
}

function describeObject(view, object, base, pin) {
  const hidden = object.fullArea - object.visibleArea;
  const share = element("div", { class: "share" });
  const part = (size, background) => {
    const made = element("span");
    made.style.flex = `${size} 0 0`;
    made.style.background = background;
    share.append(made);
  };
  part(object.visibleArea, object.colour);
  if (hidden) part(hidden, `repeating-linear-gradient(135deg, ${object.colour} 0 2px, transparent 2px 5px)`);
  const hiddenBy = object.hiddenBy.map(([id, name, pixels]) => {
    const other = view.byId.get(id) || null;
    return [other, id ? name : "walls and the like", other ? other.colour : "#c9ccd1", percent(pixels / hidden)];
  });
  const hides = object.hides.map(([other, pixels]) => [other, other.name, other.colour, percent(pixels / (other.fullArea - other.visibleArea))]);
  const alone = element("img", { src: base + object.appearance, alt: `${object.name} with nothing in front of it` });
  const remarks = [plain(object.category) === object.name ? null : plain(object.category), object.truncated ? "cut by the frame" : null].filter(Boolean);
  const zoom = Math.min(156 / object.fullBox[3], 320 / object.fullBox[2], 3);
  alone.style.width = `${Math.round(object.fullBox[2] * zoom)}px`;
  return [
    element("header", {}, element("h2", { id: "object-name" }, object.name), element("span", {}, remarks.join(", "))),
    element("figure", { class: "alone" }, alone),
    share,
    element("p", { class: "sharetext" }, element("span", {}, element("b", {}, hidden ? `${percent(object.rate)} hidden` : "Nothing in front of it")),
      element("span", {}, hidden ? `${object.visibleArea.toLocaleString("en")} of ${object.fullArea.toLocaleString("en")} pixels seen` : `${object.fullArea.toLocaleString("en")} pixels`)),
    element("div", { class: "links" }, people("Hidden by", hiddenBy, "nothing", pin), people("Hides part of", hides, "nothing", pin)),
  ];
}
