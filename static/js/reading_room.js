// The reading room: words that are selected in the text open a small form beside it.
"use strict";
{
  const text = document.getElementById("reading-text"), side = document.querySelector(".reading-side");
  const panel = document.getElementById("reading-form"), said = document.getElementById("reading-said");
  const saved = document.getElementById("reading-saved"), touch = document.getElementById("reading-touch");
  const address = side.dataset.address, SIGNED_OUT =
    "You are signed out. Sign in in another tab, then save again: what you typed is still here.",
    FAILED = "That did not work. Try again: what you typed is still here.",
    NO_CONNECTION = "The desk cannot be reached. Try again: what you typed is still here.";
  let asked = 0, before = text, pointer = "mouse", ready = "";

  const say = (words) => { said.textContent = words; };
  // The stored text counts characters, and a browser counts some of them twice.
  const length = (words) => [...words].length;

  // Offsets

  const pieces = (node) => node.nodeType === Node.TEXT_NODE && node.parentElement.closest("[data-at]");

  function offset(node, at, isEnd) {
    const piece = pieces(node);
    if (piece) return Number(piece.dataset.at) + length(node.data.slice(0, at));
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const edge = document.createRange();
    edge.setStart(node, at);
    let last = null;
    for (let each = walker.nextNode(); each; each = walker.nextNode()) {
      if (!pieces(each)) continue;
      if (edge.comparePoint(each, 0) >= 0) {
        if (!isEnd) return offset(each, 0);
        break;
      }
      last = each;
    }
    return last && offset(last, last.data.length);
  }

  function chosen() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const start = offset(range.startContainer, range.startOffset, false);
    const end = offset(range.endContainer, range.endOffset, true);
    return start === null || end === null || end <= start ? null : { start, end, range: range.cloneRange() };
  }

  function shade(range) {
    if (!CSS.highlights) return;
    if (range) CSS.highlights.set("chosen", new Highlight(range)); else CSS.highlights.delete("chosen");
  }

  // The form

  // A form for words that are yet to be selected, so that it opens at once. Without it, it is asked for with the words.
  async function prepare() {
    try {
      const answer = await fetch(address, { headers: { "X-Part": "form" }, credentials: "same-origin" });
      return answer.ok && !answer.redirected ? await answer.text() : "";
    } catch {
      return "";
    }
  }

  async function ask(query, body) {
    const turn = ++asked;
    try {
      const answer = await fetch(body ? address : `${address}?${query}`,
        { method: body ? "POST" : "GET", body, headers: { "X-Part": "form" }, credentials: "same-origin" });
      if (turn !== asked) return null;
      if (answer.redirected) { fault(SIGNED_OUT); return null; }
      if (!answer.ok) { fault(answer.status === 403 ? SIGNED_OUT : FAILED); return null; }
      return { status: answer.status, markup: await answer.text() };
    } catch {
      if (turn === asked) fault(NO_CONNECTION);
      return null;
    }
  }

  function fault(words) {
    const line = panel.querySelector(".reading-fault") || document.createElement("p");
    line.className = "reading-fault reading-refusal";
    line.setAttribute("role", "alert");
    line.textContent = words;
    panel.append(line);
    side.classList.add("open");
  }

  function fill(markup, query = []) {
    panel.innerHTML = markup;
    const form = panel.querySelector("form");
    put(query);
    if (form) document.dispatchEvent(new CustomEvent("formopened", { detail: form }));
    side.classList.add("open");
    panel.scrollTop = side.scrollTop = 0;
    panel.querySelector("[name=_again]")?.remove();
  }

  function put(query) {
    for (const [name, value] of query) panel.querySelector(`[name=${name}]`).value = value;
  }

  async function open(query, range) {
    before = document.activeElement === document.body ? text : document.activeElement;
    shade(range);
    touch.hidden = true;
    const form = panel.querySelector("form"), isKept = form && !form.querySelector("[name=claim], [name=printed]");
    const turn = ++asked, markup = form ? "" : await ready;
    if (turn !== asked) return;
    if (range && (isKept || markup)) {
      if (markup) fill(markup, query); else put(query);
      ready = "";
      choose(query, range);
    } else {
      const answer = await (form ? ask("", moved(form, query)) : ask(query));
      if (!answer) return;
      fill(answer.markup);
    }
    const words = panel.querySelector("[name=statement]");
    (words || panel.querySelector("select, input:not([type=hidden])"))?.focus({ preventScroll: true });
    say(words ? "The form is open." : "");
  }

  // Puts other words in the open form; the server says where they are, or why they cannot be quoted.
  async function choose(query, range) {
    const place = panel.querySelector("[data-chosen]"), quote = document.createElement("blockquote");
    // As high as the answer mostly is, so that no button moves under a hand.
    const line = document.createElement("p");
    line.className = "chosen-place";
    line.textContent = "…";
    quote.className = "chosen-words";
    quote.textContent = range.toString().replace(/\s+/g, " ").trim();
    place.replaceChildren(quote, line);
    const turn = asked;
    try {
      const answer = await fetch(`${address}?${query}`, { headers: { "X-Part": "place" }, credentials: "same-origin" });
      const markup = await answer.text();
      if (turn !== asked || !place.isConnected) return;
      if (answer.ok && !answer.redirected) place.outerHTML = markup;
      else fault(answer.redirected || answer.status === 403 ? SIGNED_OUT : FAILED);
    } catch {
      if (turn === asked && place.isConnected) fault(NO_CONNECTION);
    }
  }

  // What is typed already, for other words of the text. Near claims and a printed figure follow from the words.
  function moved(form, query) {
    const body = new FormData(form);
    for (const name of ["start", "end", "printed"]) body.delete(name);
    for (const [name, value] of query) body.set(name, value);
    body.set("_again", "1");
    return body;
  }

  function close(words) {
    asked++;
    panel.replaceChildren();
    side.classList.remove("open");
    shade(null);
    document.getSelection().removeAllRanges();
    say(words);
    (text.contains(before) ? before : text).focus({ preventScroll: true });
    ready = prepare();
  }

  async function again({ form, name }) {
    const body = new FormData(form);
    body.set("_again", "1");
    const answer = await ask("", body);
    if (!answer) return;
    const since = [...new FormData(form)].filter(([field, value]) => body.get(field) !== value);
    const held = form.contains(document.activeElement) ? document.activeElement.name : name;
    fill(answer.markup);
    since.forEach(putBack);
    panel.querySelector(`[name="${held || name}"]`)?.focus({ preventScroll: true });
  }

  // What was typed or chosen while an answer was on its way.
  function putBack([name, value]) {
    const fields = [...panel.querySelectorAll(`[name="${name}"]`)];
    const field = fields[0]?.type === "radio" ? fields.find((each) => each.value === value) : fields[0];
    if (field?.type === "radio") field.checked = true;
    else if (field) field.value = value;
  }

  async function save(form) {
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const answer = await ask("", new FormData(form));
    if (answer?.status !== 201) delete form.dataset.busy;
    if (!answer) return;
    if (answer.status !== 201) {
      fill(answer.markup);
      say("Not saved.");
      panel.querySelector(".entry-field.errors :is(input, select, textarea), [name=statement]")?.focus();
      return;
    }
    const made = document.createElement("template");
    made.innerHTML = answer.markup;
    for (const block of made.content.querySelectorAll(".block")) document.getElementById(block.id)?.replaceWith(block);
    const line = made.content.querySelector("li");
    saved.prepend(line);
    before = text;
    close(`${line.textContent.replace(/\s+/g, " ").trim()}.`);
  }

  function giveUp() {
    const isTyped = panel.querySelector("[name=statement]")?.value.trim();
    panel.querySelector("form")?.dispatchEvent(new Event("formclosed"));
    close(`Closed. Nothing was saved.${isTyped ? " What you typed is offered when you open this page again." : ""}`);
  }

  panel.addEventListener("submit", (event) => { event.preventDefault(); save(event.target); });
  panel.addEventListener("change", (event) => {
    if (["make", "case", "claim_words"].includes(event.target.name)) again(event.target);
  });
  panel.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    giveUp();
  });
  document.addEventListener("keydown", (event) => {
    const form = panel.querySelector("form");
    if (event.key === "Escape" && side.classList.contains("open")) {
      event.preventDefault();
      giveUp();
    }
    if (event.key === "Enter" && event.target.name === "claim_words") {
      // It looks for claims, and saves nothing.
      event.preventDefault();
      again(event.target);
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) { event.preventDefault(); save(form); }
  });
  document.getElementById("reading-words").addEventListener("submit", (event) => {
    event.preventDefault();
    open(new URLSearchParams(new FormData(event.target)));
  });

  ready = prepare();

  // Choosing words: by mouse, by touch, by keyboard

  if (panel.children.length) {
    side.classList.add("open");
    panel.querySelector("[name=_again]")?.remove();
  }

  const use = (words) => words && open(new URLSearchParams({ start: words.start, end: words.end }), words.range);

  document.addEventListener("pointerdown", (event) => { pointer = event.pointerType; });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse" && !event.target.closest?.("a, .reading-side")) setTimeout(() => use(chosen()));
  });
  // A finger moves the ends of a selection for some time, so it says when it is done.
  document.addEventListener("selectionchange", () => {
    if (pointer !== "mouse") touch.hidden = !chosen();
  });
  touch.addEventListener("pointerdown", (event) => event.preventDefault());
  touch.addEventListener("click", () => use(chosen()));
  text.addEventListener("click", (event) => {
    if (pointer === "mouse" || event.target.closest("a") || chosen()) return;
    const block = event.target.closest(".block");
    const point = pointAt(event.clientX, event.clientY);
    if (!block || !point || !block.contains(point[0])) return;
    const part = sentences(block).find((each) => each.comparePoint(...point) === 0);
    if (part) select(part);
  });

  function pointAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    if (caret) return [caret.offsetNode, caret.offset];
    const range = document.caretRangeFromPoint?.(x, y);
    return range && [range.startContainer, range.startOffset];
  }

  function select(range) {
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // It ends at a stop before a space, if what follows begins with no small letter: "i.e. a" goes on.
  const SENTENCE = /\S(?:[^.!?]|[.!?](?!["'”’)\]*]*(?:\s+(?![a-z\s])|$)))*[.!?]?["'”’)\]*]*/g;

  // The sentences of a block, as ranges.
  function sentences(block) {
    const nodes = [], walker = document.createTreeWalker(block.querySelector(".words"), NodeFilter.SHOW_TEXT);
    for (let each = walker.nextNode(); each; each = walker.nextNode()) nodes.push(each);
    const whole = nodes.map((each) => each.data).join("");
    const point = (at, isEnd) => {
      for (const node of nodes) {
        if (at < node.length || (isEnd && at === node.length)) return [node, at];
        at -= node.length;
      }
      return [nodes.at(-1), nodes.at(-1).length];
    };
    return [...whole.matchAll(SENTENCE)].map((match) => {
      const range = document.createRange();
      range.setStart(...point(match.index, false));
      range.setEnd(...point(match.index + match[0].length, true));
      return range;
    });
  }

  const blocks = () => [...text.querySelectorAll(".block:not(.running)")];
  let place = null;

  // The sentence after or before this one, over the ends of blocks.
  function step({ block, index }, by) {
    const all = blocks(), parts = sentences(block);
    if (parts[index + by]) return { block, index: index + by };
    for (let at = all.indexOf(block) + by; all[at]; at += by) {
      const others = sentences(all[at]);
      if (others.length) return { block: all[at], index: by > 0 ? 0 : others.length - 1 };
    }
    return { block, index };
  }

  function firstOnScreen() {
    const block = blocks().find((each) => each.getBoundingClientRect().bottom > 0) || blocks()[0];
    return { block, index: 0 };
  }

  text.addEventListener("keydown", (event) => {
    if (event.target !== text || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") { event.preventDefault(); use(chosen()); return; }
    if (event.shiftKey && ["ArrowLeft", "ArrowRight"].includes(event.key) && chosen()) {
      event.preventDefault();
      document.getSelection().modify("extend", event.key === "ArrowLeft" ? "backward" : "forward", "word");
      say(document.getSelection().toString().slice(-60));
      return;
    }
    if (!by) return;
    event.preventDefault();
    pointer = "mouse";
    if (!place || !place.block.isConnected) {
      const fresh = place && document.getElementById(place.block.id);
      place = fresh ? step({ block: fresh, index: place.index }, by) : firstOnScreen();
    } else place = step(place, by);
    const range = sentences(place.block)[place.index];
    if (!range) return;
    if (event.shiftKey && chosen()) document.getSelection().extend(range.endContainer, range.endOffset);
    else select(range);
    const words = range.toString().replace(/\s+/g, " ");
    say(event.shiftKey ? `Extended to: ${words}` : words);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  });
}
