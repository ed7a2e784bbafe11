// "Aa": the look of the page. Presets first, then one slider at a time; undo and "as before" always there.
const panel = byId("look"), lookButton = byId("look-button");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
let look = Object.assign({}, data.look);
const history = [];

const isOpen = () => !panel.hidden;
const variable = (key) => "--" + key.replace(".", "-");
const isChoice = (key) => /^(aids|highlight)\.|^colours\.theme$/.test(key);
const attribute = (key) => key.replace(/\.(\w)/, (_, letter) => letter.toUpperCase());

/** Puts a look on an element: numbers and colours as CSS variables, choices as data attributes. */
function putLook(element, values) {
  const theme = values["colours.theme"] === "auto" ? (dark.matches ? "dark" : "light") : values["colours.theme"];
  const filled = Object.assign({}, data.themes[theme], values);
  for (const [key, value] of Object.entries(filled)) {
    element.style.setProperty(variable(key), String(value));
    if (isChoice(key)) element.dataset[attribute(key)] = String(value);
  }
}

function applyLook() {
  putLook(root, look);
  refreshInk();
  linesMoved();
  showLookState();
  remember("look", look);
}

function changeLook(change) {
  history.push(look);
  if (history.length > 100) history.shift();
  // A theme or a preset brings its own colours: none stays behind from the one before.
  const kept = Object.entries(look).filter(([key]) => !("colours.theme" in change && key.startsWith("colours.")));
  look = Object.assign(Object.fromEntries(kept), change);
  applyLook();
}

const number = (value) => (data.lang === "fr" ? String(value).replace(".", ",") : String(value));

function showLookState() {
  for (const card of byId("presets").children) {
    const same = Object.entries(data.presets[card.dataset.index].look).every(([key, value]) => String(look[key]) === String(value));
    card.setAttribute("aria-pressed", String(same));
  }
  const slider = data.sliders[byId("which").value];
  const input = byId("slider");
  [input.min, input.max, input.step] = [slider.min, slider.max, slider.step];
  input.value = look[slider.key];
  input.setAttribute("aria-label", slider.label);
  const unit = slider.unit ? "\u00a0" + slider.unit : "";
  byId("slider-value").textContent = number(look[slider.key]) + unit;
  input.setAttribute("aria-valuetext", number(look[slider.key]) + unit);
  for (const box of panel.querySelectorAll("input[type=checkbox]")) box.checked = !["off", "false"].includes(String(look[box.dataset.key]));
  byId("theme").value = look["colours.theme"];
  byId("undo").disabled = history.length === 0;
}

let topBefore = 0;
function openLook(open) {
  if (open === isOpen()) return;
  panel.hidden = !open;
  root.classList.toggle("panel-open", open);
  lookButton.setAttribute("aria-expanded", String(open));
  // In a window too small for both, the panel stands under the text: go there, and back again.
  const under = open && getComputedStyle(panel).position !== "fixed";
  if (open) {
    showLookState();
    topBefore = under ? window.scrollY : -1;
    panel.focus({ preventScroll: !under });
    if (under) panel.scrollIntoView();
  } else {
    lookButton.focus({ preventScroll: true });
    if (topBefore >= 0) window.scrollTo(0, topBefore);
  }
  wake();
}

function makeCard(preset, index) {
  const card = document.createElement("button");
  card.type = "button";
  card.className = "card";
  card.dataset.index = index;
  putLook(card, preset.look);
  const name = document.createElement("strong");
  name.textContent = preset.label;
  const sample = document.createElement("span");
  sample.className = "sample";
  sample.textContent = data.sample;
  sample.lang = data.textLang;
  card.append(name, sample);
  card.addEventListener("click", () => changeLook(preset.look));
  return card;
}

function startLook() {
  const kept = recall("look");
  byId("presets").append(...data.presets.map(makeCard));
  data.sliders.forEach((slider, index) => byId("which").add(new Option(slider.label, index)));
  byId("which").addEventListener("change", showLookState);
  let dragged = false;
  byId("slider").addEventListener("input", (event) => {
    const change = { [data.sliders[byId("which").value].key]: Number(event.target.value) };
    // One slide is one step to undo.
    if (dragged) { look = Object.assign({}, look, change); applyLook(); } else changeLook(change);
    dragged = true;
  });
  byId("slider").addEventListener("change", () => { dragged = false; });
  byId("theme").addEventListener("change", (event) => changeLook({ "colours.theme": event.target.value }));
  for (const box of panel.querySelectorAll("input[type=checkbox]")) {
    const [on, off] = box.dataset.on === "true" ? [true, false] : [box.dataset.on, "off"];
    box.addEventListener("change", () => changeLook({ [box.dataset.key]: box.checked ? on : off }));
  }
  byId("undo").addEventListener("click", () => { if (history.length) { look = history.pop(); applyLook(); } });
  byId("before").addEventListener("click", () => { history.push(look); look = Object.assign({}, data.look); applyLook(); });
  onPress("look-close", () => openLook(false));
  onPress("look-button", () => openLook(!isOpen()));
  // Until the pupil changes something, the style sheet itself follows the system.
  if (dark.addEventListener) dark.addEventListener("change", () => root.style.length && putLook(root, look));
  if (kept && typeof kept === "object") { look = Object.assign({}, data.look, kept); applyLook(); }
}
