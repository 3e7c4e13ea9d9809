// Puts what the extension sends into the page. It runs in the preview's webview and nowhere else.
(() => {
  const host = acquireVsCodeApi();
  const content = document.getElementById("content");
  const style = document.getElementById("style");
  let shown;

  addEventListener("message", ({ data }) => {
    if (style.textContent !== data.css) style.textContent = data.css;
    // The same content again would lose the selection.
    if (shown !== data.html) {
      content.innerHTML = data.html;
      shown = data.html;
    }
    if (data.reveal) reveal(document.querySelector(".is-active"));
  });

  /** Scrolls to an object unless its beginning is in view. */
  function reveal(section) {
    if (!section) return;
    const { top } = section.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.6) section.scrollIntoView({ block: "start" });
  }

  reveal(document.querySelector(".is-active"));
  // What was sent before this script ran was lost: ask for it.
  host.postMessage("ready");
})();
