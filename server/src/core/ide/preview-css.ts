/**
 * The preview's style sheet. Colours are the editor's where there is one, and otherwise follow the reader's light
 * or dark preference; nothing is told by colour alone.
 */
export const previewCss = `
:root {
  color-scheme: light dark;
  --text: var(--vscode-foreground, CanvasText);
  --quiet: var(--vscode-descriptionForeground, #59606b);
  --page: var(--vscode-editor-background, Canvas);
  --line: var(--vscode-panel-border, var(--vscode-widget-border, rgba(128, 128, 128, 0.35)));
  --mark: var(--vscode-charts-blue, #2f7de1);
  --bar: var(--vscode-charts-lines, rgba(128, 128, 128, 0.6));
  --fault: var(--vscode-editorError-foreground, #d13438);
  --raised: var(--vscode-textBlockQuote-background, rgba(128, 128, 128, 0.1));
  --link: var(--vscode-textLink-foreground, #0b5cad);
}
@media (prefers-color-scheme: dark) {
  :root {
    --quiet: var(--vscode-descriptionForeground, #a3abb8);
    --fault: var(--vscode-editorError-foreground, #f48771);
    --link: var(--vscode-textLink-foreground, #6cb6ff);
  }
}
body {
  margin: 0;
  padding: 0 1.5rem 2rem;
  background: var(--page);
  color: var(--text);
  font-family: var(--vscode-font-family, system-ui, sans-serif);
  font-size: var(--vscode-font-size, 14px);
  line-height: 1.5;
}
.preview { max-width: 60rem; margin: 0 auto; }
.preview h1 { font-size: 1.6em; margin: 1.2rem 0 0.6rem; }
.preview h2 { font-size: 1.35em; margin: 0; }
.preview h3 { font-size: 1.1em; margin: 1.4rem 0 0.4rem; }
.preview a { color: var(--link); }
.preview code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: 0.93em; }
.preview p { margin: 0.4rem 0; max-width: 44rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.object { border-top: 1px solid var(--line); padding: 1.2rem 0 0.6rem 0.9rem; border-left: 3px solid transparent; }
.object.is-active { border-left-color: var(--mark); }
.kind, .description, .summary, .detail, .notes { color: var(--quiet); }
.preview .kind { margin: 0; }
.summary { font-weight: normal; font-size: 0.9em; }
.preview .promise { font-size: 1.05em; }
.scroll { overflow-x: auto; margin: 0.9rem 0; }
.preview table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.preview caption { text-align: left; color: var(--quiet); padding-bottom: 0.3rem; }
.preview th, .preview td { text-align: left; vertical-align: top; padding: 0.25rem 1.1rem 0.25rem 0.5rem; border-bottom: 1px solid var(--line); }
.preview thead th { font-weight: 600; border-bottom-width: 2px; }
.preview tbody th { font-weight: normal; }
.budgets td { white-space: nowrap; }
.alerts th, .alerts td { padding-right: 0.6rem; }
.alerts tbody th { min-width: 7rem; }
.measurability tbody th { min-width: 11rem; max-width: 18rem; white-space: pre-line; }
.measurability tr[class] td:first-of-type { white-space: nowrap; }
.measurability td:last-of-type { max-width: 34rem; }
.preview .measurability code { overflow-wrap: anywhere; }
.preview .measurability tr.is-fault td:first-of-type { color: var(--fault); font-weight: 600; }
.preview .measurability tr.is-good td:first-of-type { font-weight: 600; }
.preview .measurability tr.is-open td:first-of-type, .preview .measurability tr.is-moot { color: var(--quiet); }
.alerts .detail, .changes .detail { white-space: normal; }
.changes tbody th { min-width: 7rem; }
.changes td:last-of-type { white-space: nowrap; }
.preview .gone { border-left: 3px solid var(--mark); padding-left: 0.6rem; }
.detail { display: block; font-size: 0.88em; white-space: nowrap; }
.preview tr.is-declared { background: var(--raised); }
.preview tr.is-declared th, .preview tr.is-declared td { font-weight: 600; }
.preview tr.is-declared th { box-shadow: inset 3px 0 0 var(--mark); }
.mark { font-size: 0.8em; font-weight: normal; border: 1px solid var(--mark); border-radius: 0.6em; padding: 0 0.5em; margin-left: 0.4em; white-space: nowrap; }
.preview tr.is-unmeasurable td { color: var(--quiet); }
.preview tr.is-fault th { box-shadow: inset 3px 0 0 var(--fault); }
.chart { margin: 1rem 0; }
.chart figcaption { color: var(--quiet); }
.bars { display: block; width: 100%; max-width: 45rem; height: auto; margin-top: 0.4rem; font-size: 13px; }
.bars-label, .bars-value { fill: var(--text); }
.bars-value { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
.bars-label.is-declared, .bars-value.is-declared { font-weight: 600; }
.bars-tick { fill: var(--quiet); font-size: 11px; }
.bars-grid { stroke: var(--line); stroke-width: 1; }
.bars-bar { fill: var(--bar); stroke: transparent; }
.bars-bar.is-declared { fill: var(--mark); }
.bars-bar.is-unmeasurable { fill: none; stroke: var(--bar); stroke-dasharray: 3 2; }
.bars-bar.is-declared.is-unmeasurable { stroke: var(--mark); }
.band { display: block; width: 100%; max-width: 45rem; height: auto; margin-top: 0.4rem; font-size: 13px; }
.band-scale { stroke: var(--line); stroke-width: 1; }
.band-range { fill: var(--bar); fill-opacity: 0.55; stroke: transparent; }
.band-range.is-open { stroke: var(--bar); stroke-dasharray: 3 2; fill-opacity: 0.25; }
.band-limit { stroke: var(--text); stroke-width: 1.5; }
.band-label { fill: var(--quiet); }
.band-label.is-target { fill: var(--text); font-weight: 600; }
.band-target { fill: var(--mark); stroke: var(--page); stroke-width: 1.5; }
.band-target.is-outside { fill: var(--page); stroke: var(--fault); stroke-width: 2.5; }
.curve { display: block; width: 100%; max-width: 45rem; height: auto; margin-top: 0.4rem; font-size: 13px; }
.curve-grid, .curve-row { stroke: var(--line); stroke-width: 1; }
.curve-grid.is-empty { stroke: var(--fault); stroke-width: 1.5; stroke-dasharray: 5 3; }
.curve-row { stroke-dasharray: 2 4; }
.curve-tick { fill: var(--quiet); font-size: 11px; paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
.curve-label { fill: var(--text); }
.curve-line { fill: none; stroke: var(--mark); stroke-width: 2.5; stroke-linejoin: round; }
.curve-outage { fill: var(--fault); fill-opacity: 0.14; }
.curve-alert { fill: var(--fault); stroke: transparent; }
.curve-alert.is-open { stroke: var(--fault); stroke-dasharray: 3 2; fill-opacity: 0.6; }
.what-if { margin: 0.9rem 0; border: 1px solid var(--line); border-radius: 4px; padding: 0.3rem 0.8rem; }
.what-if[open] { padding-bottom: 0.8rem; }
.what-if summary { cursor: pointer; font-weight: 600; padding: 0.2rem 0; }
.what-if-inputs { display: flex; flex-wrap: wrap; gap: 0.8rem 1.2rem; }
.what-if fieldset { flex: 1 1 17rem; min-width: 0; border: 0; margin: 0.4rem 0 0; padding: 0; }
.what-if .detail { white-space: normal; }
.what-if legend { color: var(--quiet); padding: 0; }
.what-if-field { display: grid; grid-template-columns: 1fr 6.5rem; gap: 0.1rem 0.6rem; align-items: center; padding: 0.25rem 0; }
.what-if-field input[type="range"] { grid-column: 1 / -1; width: 100%; margin: 0; accent-color: var(--mark); }
.what-if-field input[type="number"] {
  box-sizing: border-box; width: 100%; font: inherit; padding: 0.1rem 0.3rem;
  color: var(--vscode-input-foreground, inherit); background: var(--vscode-input-background, Field);
  border: 1px solid var(--vscode-input-border, var(--line)); border-radius: 2px;
}
.what-if button {
  font: inherit; padding: 0.25rem 0.8rem; margin-right: 0.5rem; border-radius: 2px; cursor: pointer;
  color: var(--vscode-button-secondaryForeground, inherit); background: var(--vscode-button-secondaryBackground, transparent);
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, var(--line)));
}
.what-if button[data-action="apply"]:enabled { color: var(--vscode-button-foreground, inherit); background: var(--vscode-button-background, transparent); font-weight: 600; }
.what-if button:disabled { opacity: 0.55; cursor: default; }
.what-if :focus-visible { outline: 2px solid var(--vscode-focusBorder, Highlight); outline-offset: 2px; }
.notes { font-size: 0.92em; margin: 0.8rem 0; }
.preview .notes-title { margin: 0; font-weight: 600; }
.notes ul { margin: 0.2rem 0; padding-left: 1.2rem; }
@media (max-width: 640px) {
  body { padding: 0 0.9rem 1.5rem; }
  .measurability thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .measurability, .measurability caption, .measurability tbody, .measurability tr, .measurability tbody th, .measurability tbody td { display: block; max-width: none; }
  .preview .measurability tr { border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  .preview .measurability tbody th, .preview .measurability tbody td { border-bottom: 0; padding: 0 0 0 0.6rem; }
  .preview .measurability tbody th { font-weight: 600; }
  .preview .measurability tr.is-fault { box-shadow: inset 3px 0 0 var(--fault); }
  .preview .measurability tr.is-fault th { box-shadow: none; }
}
.vscode-high-contrast .bars-bar, .vscode-high-contrast-light .bars-bar { stroke: var(--vscode-contrastBorder, currentColor); }
.vscode-high-contrast .band-range, .vscode-high-contrast-light .band-range { stroke: var(--vscode-contrastBorder, currentColor); fill: none; }
.vscode-high-contrast .band-target, .vscode-high-contrast-light .band-target { stroke: var(--vscode-contrastBorder, currentColor); }
.vscode-high-contrast .preview tr.is-declared th, .vscode-high-contrast-light .preview tr.is-declared th { text-decoration: underline; }
.vscode-high-contrast .curve-outage, .vscode-high-contrast-light .curve-outage { stroke: var(--vscode-contrastBorder, currentColor); stroke-dasharray: 3 3; fill-opacity: 0.25; }
.vscode-high-contrast .curve-alert, .vscode-high-contrast-light .curve-alert { stroke: var(--vscode-contrastBorder, currentColor); }
@media (forced-colors: active) {
  .band-range { fill: Canvas; stroke: CanvasText; forced-color-adjust: none; }
  .band-target { fill: Highlight; forced-color-adjust: none; }
  .curve-line { stroke: Highlight; }
  .curve-outage { fill: GrayText; stroke: CanvasText; forced-color-adjust: none; }
  .curve-alert { fill: Highlight; forced-color-adjust: none; }
  :root { --quiet: CanvasText; --link: LinkText; --page: Canvas; }
  .bars-bar { fill: GrayText; stroke: CanvasText; forced-color-adjust: none; }
  .bars-bar.is-declared { fill: Highlight; }
  .bars-bar.is-unmeasurable { fill: Canvas; }
}
@media print {
  body { background: none; color: #000; padding: 0; }
  .contents, .what-if:not([open]), .what-if-actions { display: none; }
  .object, .objective, .chart, .preview tr { break-inside: avoid; }
  .object.is-active { border-left-color: transparent; }
  .scroll { overflow: visible; }
  :root { --page: #fff; --text: #000; --quiet: #444; }
}
`;
