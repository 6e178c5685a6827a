/** A report as one HTML file that loads nothing: its frame and its style. */
import { createHash } from 'node:crypto';
import { escapeXml } from '../draw/xml.ts';

export interface PageParts {
  /** Title of the document, as plain text. It is not repeated in the body. */
  readonly title: string;
  /** Content of `main`, as HTML; its first heading is an `h1`. */
  readonly body: string;
  /** Further style sheet, which may use the custom properties of `STYLE`. */
  readonly style?: string;
  /** Script that runs after the page has been read. The page has to be complete without it. */
  readonly script?: string;
}

/**
 * Writes a report as one HTML file. It follows the colour scheme of the reader, and its policy permits no requests.
 *
 * @returns the whole file
 */
export function page({ title, body, style = '', script = '' }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${STYLE}${style}</style>
</head>
<body>
<main>
${body}
</main>
${script === '' ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

/** Escapes text for the content and the attributes of HTML; characters that it does not permit are replaced. */
export const escapeHtml = (text: string): string => escapeXml(text);

// --- internal ---

/** Permits the inline style and exactly this script, so that text from a log that was not escaped could do nothing. */
function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const scripts = script === '' ? '' : ` script-src 'sha256-${hash}';`;
  return `default-src 'none'; style-src 'unsafe-inline'; img-src data:;${scripts} base-uri 'none'; form-action 'none'`;
}

const LIGHT = `--page: #ffffff; --panel: #f5f6f8; --ink: #1f2328; --aside: #57606a; --line: #d0d7de; --link: #0550ae;
  --bad: #a40e26; --bad-ground: #ffebe9; --warn: #7a4b00; --warn-ground: #fff4d6;
  --good: #11632a; --good-ground: #e3f6e7; --quiet: #4f5761; --quiet-ground: #eceff2;`;

const DARK = `--page: #16181d; --panel: #1f2329; --ink: #e6e9ee; --aside: #a8b1bd; --line: #3a414b; --link: #86b7ff;
  --bad: #ff9d96; --bad-ground: #43191b; --warn: #f0c267; --warn-ground: #3b2d0d;
  --good: #84d69a; --good-ground: #14351e; --quiet: #b3bbc6; --quiet-ground: #2a2f37;`;

/**
 * Style sheet of all reports. Classes: `bad`, `warn`, `good` and `quiet` on a `badge`; `aside` for lesser text;
 * `table` around a table, which is scrolled if it is too wide; `lines` for lines of a log; `hidden`.
 */
const STYLE = `:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, ul, ol { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
code, pre, .lines { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code { overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; background: var(--panel); border-radius: .4rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: .2rem; }
summary { cursor: pointer; padding: .25rem 0; }
details[open] > summary { margin-bottom: .25rem; }
.table { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; min-width: 100%; }
caption { text-align: left; color: var(--aside); padding-bottom: .25rem; }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--panel); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
input, button, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--aside); border-radius: .3rem; padding: .3rem .5rem; max-width: 100%; }
.aside { color: var(--aside); }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.bad { color: var(--bad); background: var(--bad-ground); }
.warn { color: var(--warn); background: var(--warn-ground); }
.good { color: var(--good); background: var(--good-ground); }
.quiet { color: var(--quiet); background: var(--quiet-ground); }
.hidden { display: none; }
@media (max-width: 40rem) { main { padding: 1rem .75rem 3rem; } th, td { padding: .3rem .4rem; } }
@media print { :root { ${LIGHT} } main { max-width: none; padding: 0; } }
`;
