// The desk's keys, copying and lighting of words. Every view works without it.
(() => {
  "use strict";
  const told = document.getElementById("told");
  const tell = (words) => {
    told.textContent = words;
    setTimeout(() => { if (told.textContent === words) told.textContent = ""; }, 4000);
  };

  // Single keys can be turned off, on /keys; the choice is this browser's.
  const OFF = "onrecord-keys-off";
  const keysOn = () => { try { return localStorage.getItem(OFF) === null; } catch { return true; } };
  const keysSwitch = () => {
    const box = document.getElementById("keys-on");
    if (!box) return;
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.checked = keysOn();
    box.addEventListener("change", () => {
      try { box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"); } catch { /* not kept */ }
    });
  };

  // j and k walk what a view lists: marks where they begin, and lines.
  const WALKED = "main [data-walk], main .lines > li";
  let at = -1;
  const walk = (by) => {
    const every = [...document.querySelectorAll(WALKED)].filter((e) => e.offsetParent !== null);
    if (!every.length) return;
    const held = every.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
    at = Math.min(every.length - 1, Math.max(0, (held >= 0 ? held : at) + by));
    const target = every[at].matches("a, button, [tabindex]") ? every[at] : every[at].querySelector("a, button") ?? every[at];
    document.querySelector(".current")?.classList.remove("current");
    every[at].classList.add("current");
    target.focus({ preventScroll: true });
    every[at].scrollIntoView({ block: "nearest" });
  };

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      tell(`Copied as ${element.dataset.copy}`);
    } catch {
      element.closest("details")?.setAttribute("open", "");
      getSelection().selectAllChildren(element);
      tell("Select and copy: this browser lets no page copy by itself");
    }
  };
  const copyButtons = () => {
    for (const element of document.querySelectorAll("[data-copy]:not([data-ready])")) {
      element.dataset.ready = "";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Copy as ${element.dataset.copy}`;
      button.addEventListener("click", () => copy(element));
      element.after(button);
    }
  };

  // Review: one key says it, and the next card comes. A key that is held says it once.
  let said = false;
  const say = (form, button) => { if (form && !said) { said = true; form.requestSubmit(button); } };
  addEventListener("pageshow", () => { said = false; });  // somebody came back to it
  const form = (id) => document.querySelector(`form#${id}`);
  const turnTo = (id, first) => {
    form(id)?.closest("details")?.setAttribute("open", "");
    form(id)?.scrollIntoView({ block: "nearest" });
    form(id)?.querySelector(first).focus();
  };
  const toCorrect = () => turnTo("correct", "[name='action.to']");
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#to-correct")) return;
    event.preventDefault();
    toCorrect();
  });
  const stretch = (slot) => ["from", "to"].map((end) => slot.querySelector(`[name$=".${end}"]`));
  const showStretch = (slot) => {
    const [first, last] = stretch(slot).map((input) => Number(input.value));
    for (const word of document.querySelectorAll("[data-word]")) {
      word.classList.toggle("lit", first > 0 && first <= word.dataset.word && word.dataset.word <= last);
    }
  };
  document.addEventListener("focusin", (event) => {
    const slot = event.target.closest?.("[data-slot]");
    if (slot) showStretch(slot);
  });
  document.addEventListener("input", (event) => {
    const slot = event.target.closest("[data-slot]");
    if (slot) showStretch(slot);
  });
  // In the number of a word brackets and letters mean nothing, so they are free: [ and ] also where they lie elsewhere.
  const correcting = (event) => {
    const slot = event.target.closest("[data-slot]");
    if (!slot || !keysOn()) return;
    const by = "[{".includes(event.key) || event.code === "BracketLeft" ? -1
      : "]}".includes(event.key) || event.code === "BracketRight" ? 1 : 0;
    const picked = form("correct").querySelector(`[data-letter="${CSS.escape(event.key)}"]`);
    if (!by && (!picked || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!by) { picked.checked = true; tell(picked.labels[0].textContent.trim()); return; }
    const [first, last] = stretch(slot);
    const moved = event.shiftKey || "{}".includes(event.key) ? first : last;
    const other = moved === first ? last : first;
    moved.value = Math.min(moved.max, Math.max(1, Number(moved.value || other.value || 1) + by));
    if (!other.value) other.value = moved.value;
    showStretch(slot);
  };

  document.addEventListener("keydown", (event) => {
    correcting(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const done = {
      "/": () => document.getElementById("find").focus(),
      "?": () => { location.href = "/keys"; },
      j: () => walk(1),
      k: () => walk(-1),
      c: () => say(form("confirm")),
      e: () => toCorrect(),
      r: () => turnTo("reject", "[name=reason]"),
      u: () => say(form("undo")),
      y: () => { const first = document.querySelector("[data-copy]"); if (first) copy(first); },
    }[event.key];
    const reason = /^[0-9]$/.test(event.key) && document.querySelector(`[data-digit="${event.key}"]`);
    if (reason) say(form("reject"), reason);
    if (!done) return;
    event.preventDefault();
    done();
  });

  // #w=752-1111 lights the words: code points of the document's text, which each [data-from] block counts from.
  const WORDS = /^#w=(\d{1,9})-(\d{1,9})$/;
  const place = (block, offset) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let left = offset, node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const character of node.data) {
        if (left === 0) return [node, units];
        left -= 1;
        units += character.length;
      }
      if (left === 0) return [node, units];
    }
    return null;
  };
  const light = () => {
    CSS.highlights?.delete("lit");
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
    const found = WORDS.exec(location.hash);
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    const ranges = [];
    for (const block of document.querySelectorAll("[data-from]")) {
      const from = Number(block.dataset.from), to = Number(block.dataset.to);
      if (start >= to || end <= from) continue;
      const a = place(block, Math.max(start - from, 0)), b = place(block, Math.min(end, to) - from);
      if (!a || !b) continue;
      const range = document.createRange();
      range.setStart(...a);
      range.setEnd(...b);
      ranges.push(range);
      if (!("highlights" in CSS)) block.classList.add("lit");
    }
    if (!ranges.length) return;
    if ("highlights" in CSS) CSS.highlights.set("lit", new Highlight(...ranges));
    ranges[0].startContainer.parentElement.scrollIntoView({ block: "center" });
  };

  const ready = () => { keysSwitch(); copyButtons(); light(); };
  addEventListener("hashchange", light);
  // What was swapped in is read from its heading on, as a page that was gone to.
  document.addEventListener("htmx:after:swap", (event) => {
    ready();
    if (event.detail?.ctx?.target?.id !== "main") return;
    at = -1;
    document.getElementById("main").focus();
  });
  ready();
})();
