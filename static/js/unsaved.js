// Keeps what is typed on a page of the desk for its officer alone, until it is saved, and tells who else has the
// record open. Without this file what is typed is kept only where it is sent and not saved.
"use strict";
{
  // In milliseconds: between two looks at the form, at most until a text that goes on growing is kept, and between two
  // signs that the page is open.
  const LOOK = 2000, AT_MOST = 10000, SIGN = 30000;
  const TOKEN = "input[name=_form][data-address]", others = document.querySelector("[data-others]");

  window.addEventListener("load", () => setTimeout(() => {
    const token = document.querySelector(TOKEN);
    if (token) watch(token);
  }));
  // A form that a script has put on the page says so, and again when it takes the form away unsaved.
  document.addEventListener("formopened", (event) => {
    const token = event.detail.querySelector(TOKEN);
    if (token) watch(token);
  });

  function watch(token) {
    const form = token.form, status = form.querySelector("[data-kept]"), address = token.dataset.address;
    const forgery = form.querySelector("[name=csrfmiddlewaretoken]");
    const end = new AbortController(), signal = end.signal;
    // What a script fills in is kept with what is typed, but is no reason to keep anything.
    const untyped = [...form.querySelectorAll("[data-untyped]")].map((field) => field.name);
    let kept = typed(), before = kept, changedAt = 0, isSent = false;

    function typed() {
      const data = new FormData(form);
      data.delete("csrfmiddlewaretoken");
      return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
    }

    function isSame(one, other) {
      return [one, other].map((text) => {
        const data = new URLSearchParams(text);
        untyped.forEach((name) => data.delete(name));
        return data.toString();
      }).every((text, _, all) => text === all[0]);
    }

    const sign = (more) => new URLSearchParams({ _form: token.value, ...more });

    async function tell(text) {
      let answer;
      try {
        const body = text ? new URLSearchParams(text) : sign();
        answer = await fetch(address, { method: "POST", redirect: "manual", body });
      } catch {
        if (text) say("What you typed is not kept: there is no connection.");
        return;
      }
      if (answer.ok) {
        const told = await answer.json();
        forgery.value = told.token;
        show(told.others);
      }
      if (answer.status === 401) offerSigningIn();
      else if (answer.status === 413) say(await answer.text());
      else if (answer.ok && text) say(`Kept for you at ${clock()}, not saved.`);
      else if (text) say("What you typed is not kept. Save it, or load the page again.");
      if (text && (answer.ok || answer.status === 401)) kept = text;
    }

    function look() {
      const now = typed(), isResting = now === before;
      if (isSame(now, kept)) changedAt = 0;
      else if (!changedAt) changedAt = Date.now();
      if (changedAt && (isResting || Date.now() - changedAt > AT_MOST)) {
        changedAt = 0;
        tell(now);
      }
      before = now;
    }

    const isAway = () => isSent || form.dataset.busy;

    // A page that goes may not wait for an answer.
    function leave() {
      if (isAway() || !form.isConnected) return;
      const now = typed(), body = isSame(now, kept) ? sign() : new URLSearchParams(now);
      body.set("_closed", "1");
      if (navigator.sendBeacon(address, body)) kept = now;
    }

    function every(time, act) {
      const timer = setInterval(() => {
        if (!form.isConnected) end.abort();
        else if (!isAway()) act();
      }, time);
      signal.addEventListener("abort", () => clearInterval(timer));
    }

    function offerSigningIn() {
      const link = document.createElement("a");
      link.href = new URL("..", new URL(address, location.href)).href;
      link.target = "_blank";
      link.textContent = "Sign in again in another window";
      status.replaceChildren("You are signed out. What you typed is kept for you. ", link, ", then go on here.");
    }

    function say(sentence) { status.textContent = sentence; }

    // Heard last, when it is known whether a script sends the form instead.
    window.addEventListener("submit", (event) => {
      if (event.target === form && !event.defaultPrevented) isSent = true;
    }, { signal });
    form.addEventListener("formclosed", leave, { signal });
    window.addEventListener("pagehide", leave, { signal });
    window.addEventListener("pageshow", (event) => {
      isSent = false;
      if (event.persisted) tell();
    }, { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !isAway()) tell(); }, { signal });
    every(LOOK, look);
    every(SIGN, tell);
    tell();
  }

  function show(sentences) {
    if (!others) return;
    const shown = [...others.children].map((each) => each.textContent);
    if (shown.join() === sentences.join()) return;
    others.replaceChildren(...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    }));
  }

  const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
