// What the page does more with a script: it keeps the text in sight while one thing changes, drives the voice,
// and tells the server that it is open. Without it every form and link works alike.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.body.dataset.root;
  document.documentElement.classList.add("js");

  // Open as long as this connection is: the server ends a moment after the last one.
  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  const alive = new EventSource(root + "alive");
  let failures = 0;
  alive.addEventListener("open", () => { failures = 0; });
  alive.addEventListener("error", () => { if (!leaving && (alive.readyState === 2 || ++failures > 2)) { alive.close(); tell(document.body.dataset.gone); } });

  /** Says something where the page says things. */
  function tell(text) {
    const said = document.createElement("p");
    said.className = "notice trouble";
    said.textContent = text;
    byId("notice").replaceChildren(said);
  }

  // Live forms: the answer's parts take the place of those that differ; the rest stays, with the focus.
  const copyable = "[data-part]";
  function take(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (!fresh.querySelector("main")) return false;
    const focus = document.activeElement && document.activeElement.id;
    for (const part of document.querySelectorAll(copyable)) {
      const next = fresh.getElementById(part.id);
      if (!next || next.outerHTML === part.outerHTML) continue;
      // What was folded open stays so.
      const open = Array.from(part.querySelectorAll("details"), (details) => details.open);
      part.replaceWith(document.importNode(next, true));
      byId(part.id).querySelectorAll("details").forEach((details, at) => { details.open = open[at] === true; });
    }
    wake();
    const kept = focus && byId(focus);
    if (kept && kept !== document.activeElement) (kept.disabled ? document.querySelector(".things [aria-current]") || byId("main") : kept).focus({ preventScroll: true });
    const frame = fresh.getElementById("preview");
    if (frame) changeFrame(frame);
    return true;
  }

  let queue = Promise.resolve();
  /** One request after the other, so that the last word is the last one said. */
  function ask(address, options, otherwise) {
    queue = queue.then(async () => {
      const answer = await fetch(address, Object.assign({ credentials: "same-origin" }, options));
      if (!answer.ok || !take(await answer.text())) otherwise();
      else if (!options.method || options.method === "GET" || answer.redirected) history.replaceState(null, "", answer.url);
    }).catch(() => tell(document.body.dataset.gone));
    return queue;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const here = form.querySelector("[data-here]");
    if (here) here.value = location.pathname + location.search;
    if (!form.matches("[data-live]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    ask(form.action, { method: "POST", body }, () => form.submit());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(link.href, {}, () => { location.href = link.href; });
  });
  // A field of the expert layer is applied when it is left, as its button would.
  document.addEventListener("change", (event) => {
    const form = event.target.closest(".setting form");
    if (form && form.reportValidity()) form.requestSubmit(form.querySelector(".apply"));
  });

  // The slider: live while it moves, kept when it is let go.
  function wake() {
    const slider = byId("slider");
    if (!slider || !slider.hidden) return;
    slider.hidden = false;
    const shown = byId("shown"), unit = shown.textContent.replace(/^[\d\s,.]+/, ""), start = shown.textContent;
    const scale = () => {
      const number = parseFloat(start.replace(",", ".")), value = parseFloat(slider.defaultValue);
      return value ? number / value : unit.startsWith("%") ? 100 : unit === "s" ? 0.001 : 1;
    };
    slider.addEventListener("input", () => {
      const number = Math.round(slider.value * scale() * 100) / 100;
      const text = String(number).replace(".", document.documentElement.lang === "fr" ? "," : ".") + (unit ? "\u00a0" + unit : "");
      shown.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      tellFrame(slider.dataset.key === "voice.rate" ? { rate: Number(slider.value) } : { look: withValue(slider.dataset.key, Number(slider.value)) });
    });
    slider.addEventListener("change", () => {
      const form = slider.form, body = new URLSearchParams({ key: slider.dataset.key, value: slider.value });
      ask(form.action, { method: "POST", body }, () => form.submit());
    });
  }

  // The preview and its voice.
  const preview = () => byId("preview");
  const look = () => JSON.parse(preview().dataset.look);
  function withValue(key, value) {
    const changed = Object.assign(look(), { [key]: value });
    if (key === "spacing.letter_em") changed["spacing.word_em"] = value * 3.5;
    return changed;
  }
  function tellFrame(request) {
    const frame = preview();
    if (frame && frame.contentWindow) frame.contentWindow.postMessage(request, location.origin);
  }
  let isVoiced = false, isPlaying = false;

  /** The frame as the server has it now: told where the text and the voice are the same, else loaded anew. */
  function changeFrame(next) {
    const frame = preview();
    if (!frame) return;
    const same = next.dataset.document === frame.dataset.document;
    for (const name of ["look", "rate", "document", "voiced"]) frame.dataset[name] = next.dataset[name];
    if (same) return tellFrame({ look: look(), rate: Number(frame.dataset.rate) });
    isVoiced = false;
    showListening(false);
    load(next.getAttribute("src"));
  }

  /** Loads an address beside the frame that is seen, and puts it in its place when it is ready. */
  function load(address, then) {
    const frame = preview(), coming = frame.cloneNode();
    coming.id = "";
    coming.classList.add("coming");
    coming.src = address;
    coming.addEventListener("load", () => {
      const old = preview();
      if (!coming.isConnected || !old) return;
      const top = old.contentWindow ? old.contentWindow.scrollY : 0;
      for (const name of ["look", "rate", "document", "voiced"]) coming.dataset[name] = old.dataset[name];
      old.remove();
      coming.id = "preview";
      coming.classList.remove("coming");
      coming.contentWindow.scrollTo(0, top);
      tellFrame({ look: look(), rate: Number(coming.dataset.rate) });
      if (then) then();
    }, { once: true });
    frame.after(coming);
  }

  const button = byId("listen");
  const idle = button && button.textContent;
  function showListening(playing, words) {
    isPlaying = playing;
    if (!button) return;
    button.textContent = words || (playing ? button.dataset.stop : idle);
  }
  function startVoice() {
    if (!preview().contentDocument.getElementById("audio")) {
      showListening(false);
      return tell(button.dataset.trouble);
    }
    isVoiced = true;
    tellFrame({ play: true });
  }
  function toggle() {
    if (isPlaying) return tellFrame({ play: false });
    if (isVoiced) return tellFrame({ play: true });
    showListening(false, button.dataset.wait);
    load(preview().dataset.voiced, startVoice);
  }
  if (button) {
    button.setAttribute("role", "button");
    button.addEventListener("click", (event) => { event.preventDefault(); toggle(); });
    button.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); toggle(); } });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isPlaying) tellFrame({ play: false }); });
  window.addEventListener("message", (event) => {
    const frame = preview(), news = event.data;
    if (!frame || event.source !== frame.contentWindow || event.origin !== location.origin || !news || !news.clairvoix) return;
    if ("playing" in news) showListening(news.playing);
    if (news.trouble) { showListening(false); tell(button.dataset.trouble); }
    if (news.word && byId("word")) byId("word").value = news.word;
  });
  // A word just put right is heard at once.
  const first = preview();
  if (first && "play" in first.dataset) {
    const start = () => { isVoiced = true; startVoice(); };
    if (first.contentDocument && first.contentDocument.readyState === "complete" && first.contentDocument.getElementById("text")) start();
    else first.addEventListener("load", start, { once: true });
  }
  wake();
})();
