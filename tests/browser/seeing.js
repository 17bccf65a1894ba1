// What a page looks like, measured from what the browser computed. Evaluates to functions; each gives a list of faults.
(() => {
  const numbers = (colour) => {
    const found = (colour.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    const rgb = colour.startsWith("color(") ? found.slice(0, 3).map((c) => c * 255) : found.slice(0, 3);
    return [...rgb, found[3] ?? 1];
  };
  const over = (top, under) => [...[0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])), 1];
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [luminance(over(one, other)), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  // Every colour that may lie behind an element: a striped ground has several.
  const grounds = (element) => {
    let layers = [[]];
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      const stripes = (style.backgroundImage.match(/(rgba?|color)\([^)]*\)/g) ?? []).map(numbers).filter((c) => c[3] > 0);
      const plain = numbers(style.backgroundColor);
      layers = layers.flatMap((held) => [[...held, plain], ...stripes.map((s) => [...held, s])]);
      if (plain[3] === 1) break;
    }
    return layers.map((held) => held.filter((c) => c[3] > 0).reduceRight((under, top) => over(top, under), [255, 255, 255, 1]));
  };
  const worst = (colour, element) => Math.min(...grounds(element).map((ground) => ratio(numbers(colour), ground)));
  const named = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} “${(e.textContent || e.value || e.name || "").trim().slice(0, 40)}”`;
  const shows = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0 && !e.closest(".unseen, .skip:not(:focus)");
  const every = (selector) => [...document.querySelectorAll(selector)].filter(shows);
  const FOCUSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

  // Words of the text itself and quotations 8:1, all else that is read 4.5:1.
  const dim = () => {
    const found = new Set();
    const ink = getComputedStyle(document.body).color;
    const check = (e, colour, least) => {
      const got = worst(colour, e);
      if (got < least) found.add(`${named(e)}: ${got.toFixed(2)} of ${least}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let read = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const e = node.parentElement;
      if (!node.data.trim() || !shows(e) || e.closest("svg, option, datalist, script, noscript")) continue;
      const { color } = getComputedStyle(e);
      read += 1;
      check(e, color, color === ink || e.closest(".quotation, .words, .results blockquote") ? 8 : 4.5);
    }
    for (const e of every("input:not([type=hidden]), select, textarea")) {
      check(e, getComputedStyle(e).color, 8);
      if (e.placeholder) check(e, getComputedStyle(e, "::placeholder").color, 4.5);
    }
    for (const e of document.querySelectorAll("[data-from]")) {
      const lit = getComputedStyle(e, "::highlight(lit)");
      if (numbers(lit.backgroundColor)[3] === 1 && ratio(numbers(lit.color), numbers(lit.backgroundColor)) < 8) found.add(`lit ${named(e)}`);
    }
    // In a picture words lie on whatever was painted there before them.
    for (const svg of every("svg")) {
      const painted = [];
      for (const e of svg.querySelectorAll("rect, path, circle, polygon, text")) {
        if (e.closest("defs, pattern")) continue;
        const style = getComputedStyle(e), box = e.getBoundingClientRect();
        if (e.tagName !== "text") {
          if (style.fill.startsWith("rgb") && numbers(style.fill)[3] === 1) painted.push([box, numbers(style.fill)]);
          continue;
        }
        read += 1;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const under = painted.findLast(([b]) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom);
        const got = under ? ratio(numbers(style.fill), under[1]) : worst(style.fill, svg);
        if (got < 4.5) found.add(`in a picture ${named(e)}: ${got.toFixed(2)} of 4.5`);
      }
    }
    if (read < 5) found.add(`only ${read} texts were read`);
    return [...found];
  };

  // Lines and underlines 3:1: a frame on what lies round it, a mark's underline on its own tint.
  const faint = () => {
    const found = new Set();
    for (const e of every("body *")) {
      const style = getComputedStyle(e);
      if (e.closest("svg")) {
        if (style.stroke === "none" || parseFloat(style.strokeWidth) === 0 || e.matches(".stroke-grid, .stroke-ground")) continue;
        if (!["path", "line", "rect", "circle", "polygon"].includes(e.tagName) || e.closest("defs, pattern") || !style.stroke.startsWith("rgb")) continue;
        const got = worst(style.stroke, e.closest("svg"));
        if (got < 3) found.add(`in a picture ${e.tagName}.${e.className.baseVal}: ${got.toFixed(2)}`);
        continue;
      }
      for (const side of ["Top", "Right", "Bottom", "Left"]) {
        if (style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) === 0) continue;
        const colour = style[`border${side}Color`];
        if (numbers(colour)[3] === 0) continue;
        const got = worst(colour, e.matches(".m") ? e : e.parentElement);
        if (got < 3) found.add(`${named(e)} ${side}: ${got.toFixed(2)}`);
      }
    }
    return [...found];
  };

  // Whatever takes the focus shows it. Call after a key was pressed: browsers show focus to who uses keys.
  const unseenFocus = () => {
    const found = [];
    const held = document.activeElement;
    for (const e of every(FOCUSED)) {
      e.focus({ preventScroll: true });
      if (document.activeElement !== e) { found.push(`${named(e)} takes no focus`); continue; }
      const style = getComputedStyle(e);
      const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
      const round = e.closest("svg") ?? e.parentElement;
      if (width < 2 || worst(style.outlineColor, round) < 3) found.push(`${named(e)}: ${width}px ${style.outlineColor}`);
    }
    held?.focus?.({ preventScroll: true });
    return found;
  };

  // WCAG 2.2, 2.5.8: 24 by 24 px, or in a line of text, or so far from others that a circle of 24 px touches none.
  const smallTargets = () => {
    const all = every(FOCUSED).filter((e) => !e.matches("[tabindex='0']:not(a, button)")).map((e) => {
      const label = e.matches("input[type=checkbox], input[type=radio]") ? e.closest("label") : null;
      return [e, (label ?? e).getBoundingClientRect()];
    });
    const small = all.filter(([, box]) => box.width < 24 || box.height < 24);
    const inText = (e) => {
      if (getComputedStyle(e).display !== "inline" || e.closest("svg")) return false;
      let block = e.parentElement;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      return block.textContent.trim() !== e.textContent.trim();
    };
    const touches = ([e, box]) => {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      return all.some(([other, b]) => {
        if (other === e || other.contains(e) || e.contains(other)) return false;
        const tiny = b.width < 24 || b.height < 24;
        const [nx, ny] = tiny ? [b.left + b.width / 2, b.top + b.height / 2]
          : [Math.min(Math.max(x, b.left), b.right), Math.min(Math.max(y, b.top), b.bottom)];
        return Math.hypot(nx - x, ny - y) < (tiny ? 24 : 12);
      });
    };
    return small.filter((t) => !inText(t[0]) && touches(t)).map(([e, b]) => `${named(e)}: ${b.width.toFixed(0)}x${b.height.toFixed(0)}`);
  };

  // What sticks out at the right, where the page as a whole scrolls sideways.
  const sideways = () => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [`${document.documentElement.scrollWidth} of ${room}: `
      + every("body *").filter((e) => e.getBoundingClientRect().right > room + 1).slice(0, 3).map(named).join(", ")];
  };

  // A form's address with a word in each field that it wants filled.
  const asked = (form) => {
    const address = new URL(form.action.split("#")[0]);
    for (const field of form.querySelectorAll("[required][name]")) address.searchParams.set(field.name, "the");
    return address.href;
  };
  // Addresses the view leads to, parts aside that a form fills in; a place on this very view is looked for at once.
  const links = () => [...document.querySelectorAll("a:not([href^='#']), form:not([method=post]), link[href], script[src]")]
    .map((e) => (e.action ? asked(e) : new URL(e.href?.baseVal ?? (e.href || e.src), location.href).href));
  const nowhere = () => [...document.querySelectorAll("a[href^='#']:not([href^='#w='])")].map((e) => e.getAttribute("href"))
    .filter((place) => !document.getElementById(place.slice(1)));

  return { dim, faint, unseenFocus, smallTargets, sideways, links, nowhere };
})()
