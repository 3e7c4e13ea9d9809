// Puts what the extension sends into the page, and asks it what would be. It runs in the preview's webview and
// nowhere else.
(() => {
  const host = acquireVsCodeApi();
  const content = document.getElementById("content");
  const style = document.getElementById("style");
  /** What was tried on each objective, by its part: it outlives the content, which edits make anew. */
  const tried = new Map();
  /** So long after a field changed the answer is asked for. */
  const ASK_DELAY_MS = 40;
  let shown;
  let timer;

  addEventListener("message", ({ data }) => {
    if (data.whatIf) answer(data.whatIf);
    else show(data);
  });

  function show(data) {
    if (style.textContent !== data.css) style.textContent = data.css;
    // Another file has other objectives.
    if (data.uri !== undefined && content.dataset.uri !== data.uri) tried.clear();
    content.dataset.uri = data.uri ?? "";
    // The same content again would lose the selection.
    if (shown !== data.html) {
      const focused = document.activeElement?.id;
      content.innerHTML = data.html;
      shown = data.html;
      restore();
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    } else for (const panel of document.querySelectorAll(".what-if[open]")) ask(panel);
    if (data.reveal) reveal(document.querySelector(".is-active"));
  }

  /** Scrolls to an object unless its beginning is in view. */
  function reveal(section) {
    if (!section) return;
    const { top } = section.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.6) section.scrollIntoView({ block: "start" });
  }

  /** Opens what was open, and puts back what was tried and is not in the file by now. */
  function restore() {
    for (const panel of document.querySelectorAll(".what-if")) {
      const fields = tried.get(panel.dataset.part);
      if (!fields) continue;
      for (const input of numbers(panel)) {
        const value = fields[input.dataset.field];
        if (value !== undefined) setNumber(input, value);
      }
      panel.open = true;
      ask(panel);
    }
  }

  content.addEventListener("input", ({ target }) => {
    const panel = target.closest(".what-if");
    if (!panel) return;
    if (target.type === "range") {
      const number = target.parentElement.querySelector("input[type=number]");
      number.value = steps(target)[Number(target.value)];
      describe(target, number.value);
    } else setNumber(target, target.value);
    clearTimeout(timer);
    timer = setTimeout(() => ask(panel), ASK_DELAY_MS);
  });

  content.addEventListener("click", ({ target }) => {
    const action = target.dataset?.action;
    const panel = target.closest?.(".what-if");
    if (!panel || !action) return;
    if (action === "apply") host.postMessage({ apply: question(panel) });
    else {
      for (const input of numbers(panel)) setNumber(input, input.dataset.start);
      ask(panel);
    }
  });

  // This event does not bubble.
  content.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.matches?.(".what-if")) return;
      if (!target.open) tried.delete(target.dataset.part);
      else if (!tried.has(target.dataset.part)) ask(target);
    },
    true,
  );

  function numbers(panel) {
    return panel.querySelectorAll("input[type=number]");
  }

  function steps(slider) {
    return slider.dataset.steps.split(" ");
  }

  /** A number, and its slider on the last stop that is not above it. */
  function setNumber(input, value) {
    if (input.value !== value) input.value = value;
    const slider = input.parentElement.querySelector("input[type=range]");
    const at = steps(slider).findLastIndex((step) => Number(step) <= Number(value));
    slider.value = String(Math.max(0, at));
    describe(slider, value);
  }

  function describe(slider, value) {
    slider.setAttribute("aria-valuetext", `${value} ${slider.dataset.unit}`);
  }

  /** The panel's fields. Target and window that are those of the file are left out. */
  function question(panel) {
    const asked = { part: panel.dataset.part, outage: {} };
    for (const { dataset, value } of numbers(panel)) {
      if (dataset.field !== "target" && dataset.field !== "window") asked.outage[dataset.field] = value;
      else if (value !== dataset.start) asked[dataset.field] = value;
    }
    return asked;
  }

  function ask(panel) {
    const asked = question(panel);
    const { part, outage, ...objective } = asked;
    tried.set(part, { ...outage, ...objective });
    host.postMessage({ whatIf: asked });
  }

  function answer({ part, sentences, html, change }) {
    const panel = [...document.querySelectorAll(".what-if")].find((one) => one.dataset.part === part);
    if (!panel) return;
    const said = panel.querySelector(".what-if-said");
    const lines = sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    });
    // The same again would be read out again.
    if (said.textContent !== sentences.join("")) said.replaceChildren(...lines);
    panel.querySelector(".what-if-result").innerHTML = html;
    const apply = panel.querySelector("[data-action=apply]");
    apply.disabled = change === undefined;
    apply.textContent = change === undefined ? "Apply to the file" : `Apply ${change} to the file`;
  }

  reveal(document.querySelector(".is-active"));
  // What was sent before this script ran was lost: ask for it.
  host.postMessage("ready");
})();
