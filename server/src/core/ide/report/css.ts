/** The style sheet of a report's page. Nothing is told by colour alone; it follows the reader's light or dark. */
export const reportCss = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2129; --quiet: #545c68; --line: #d5d9e0; --raised: #f5f7f9;
  --link: #0b5cad; --fill: #2f6fc4; --track: #e3e7ed; --tick: #fff; --remark: #9a3412;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --text: #e4e8ee; --quiet: #a5aebb; --line: #363d48; --raised: #1c2027;
    --link: #7fbaff; --fill: #6aa5ee; --track: #2c323c; --tick: #14171c; --remark: #fdba74;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 1.5rem; max-width: 78rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; overflow-wrap: anywhere;
}
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0.3rem 0; }
h2 { font-size: 1.45rem; margin: 0 0 0.6rem; }
h3 { font-size: 1.12rem; margin: 1.5rem 0 0.4rem; }
h4 { font-size: 1rem; margin: 0; }
p { margin: 0.35rem 0; max-width: 46rem; }
ul, ol { margin: 0.35rem 0; padding-left: 1.35rem; max-width: 46rem; }
li { margin: 0.2rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
code { font: 0.88em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
h2 code, h3 code { font-weight: normal; color: var(--quiet); }
.quiet, .kind, dt, caption { color: var(--quiet); }
.kind { font-weight: normal; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.3rem 0.6rem; z-index: 1; }
.figures { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1rem 0 1.5rem; }
.figures div { border: 1px solid var(--line); border-radius: 6px; padding: 0.4rem 0.9rem; background: var(--raised); }
.figures dt { font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums; }
nav { font-size: 0.95rem; margin-bottom: 1.5rem; }
nav h2 { font-size: 1rem; margin: 0 0 0.3rem; }
nav ul { list-style: none; padding: 0; margin: 0; }
nav ul ul { padding-left: 1rem; }
.tier, #reviews, #gaps { border-top: 2px solid var(--line); padding: 1.4rem 0 1rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.1rem 1.6rem; margin: 0.5rem 0; }
.facts div { display: flex; gap: 0.45rem; }
.facts dt::after { content: ":"; }
.facts dt { white-space: nowrap; }
.facts dd { margin: 0; }
.policy { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2rem; margin-top: 0.8rem; }
.policy h3 { font-size: 1rem; margin-top: 0.6rem; }
.promise { border: 1px solid var(--line); border-left: 4px solid var(--fill); border-radius: 6px; padding: 0.8rem 1.1rem; margin: 0.7rem 0; }
.promise .words { font-size: 1.15rem; font-weight: 600; }
.promise:target, section:target > h2, section:target > h3 { background: var(--raised); }
.budget { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.8rem; font-variant-numeric: tabular-nums; }
.bar { flex: none; max-width: 100%; height: auto; }
.track { fill: var(--track); }
.fill { fill: var(--fill); }
.tick { stroke: var(--tick); stroke-width: 1.5; }
.remark { color: var(--remark); }
.mark { color: var(--remark); border: 1px solid currentColor; border-radius: 0.7em; padding: 0 0.5em; font-size: 0.88em; white-space: nowrap; }
.count { font-weight: normal; color: var(--quiet); border: 1px solid var(--line); border-radius: 1em; padding: 0 0.55em; font-size: 0.88em; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
td time { white-space: nowrap; }
footer { border-top: 2px solid var(--line); padding-top: 1rem; font-size: 0.95rem; color: var(--quiet); }
footer h2 { font-size: 1.05rem; color: var(--text); }
@media (min-width: 68rem) {
  body { grid-template-columns: 15rem minmax(0, 1fr); grid-template-areas: "head head" "nav main" "nav foot"; }
  header { grid-area: head; }
  main { grid-area: main; }
  footer { grid-area: foot; }
  nav { grid-area: nav; align-self: start; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
@media (max-width: 40rem) {
  body { padding: 1rem; }
  .reviews thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .reviews, .reviews caption, .reviews tbody, .reviews tr, .reviews th, .reviews td { display: block; }
  .reviews tr { border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  .reviews th, .reviews td { border: 0; padding: 0; }
  .reviews td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media (forced-colors: active) {
  .bar { forced-color-adjust: none; }
  .track { fill: Canvas; stroke: CanvasText; }
  .fill { fill: CanvasText; }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root {
    color-scheme: light;
    --page: #fff; --text: #000; --quiet: #444; --line: #bbb; --raised: #fff; --link: #000; --fill: #555; --track: #ddd; --tick: #fff; --remark: #000;
  }
  body { display: block; padding: 0; max-width: none; font-size: 10pt; }
  .skip { display: none; }
  nav { position: static; max-height: none; }
  nav a, .reviews a { text-decoration: none; }
  .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .promise, tr, .policy li, #gaps li { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  .tier { break-before: auto; }
}
`;
