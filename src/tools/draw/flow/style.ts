/**
 * Style of the picture of a flow.
 *
 * As a file of its own it follows the reader's colour scheme; embedded in a page it is light, unless the root of the
 * page has the class `dark`. A page can override the custom properties.
 */
import { type FixedStyles, fixed } from '../scheme.ts';

const LIGHT = `--flow-page: #ffffff; --flow-box: #f3f5f8; --flow-ink: #1f2328; --flow-aside: #57606a;
  --flow-lifeline: #7d8590; --flow-rerouted: #9a4a00; --flow-bar: #e08a2c;
  --flow-difference: #ffe3e0; --flow-mark: #c4243b;`;

const DARK = `--flow-page: #16181d; --flow-box: #262a31; --flow-ink: #e6e9ee; --flow-aside: #a8b1bd;
  --flow-lifeline: #7d8794; --flow-rerouted: #ffb066; --flow-bar: #c97a22;
  --flow-difference: #4a1f22; --flow-mark: #ff7b72;`;

/** Rules whose colours are custom properties. */
const RULES = `.flow { max-width: 100%; height: auto; }
.flow:root { max-width: none; }
.flow text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--flow-ink); }
.flow .type { font-weight: bold; }
.flow .heading { font-size: 16px; font-weight: bold; }
.flow .aside, .flow .step { fill: var(--flow-aside); }
.flow .page { fill: none; }
.flow:root > .page { fill: var(--flow-page); }
.flow .lifeline { stroke: var(--flow-lifeline); stroke-dasharray: 4 3; }
.flow .box { fill: var(--flow-box); stroke: var(--flow-lifeline); }
.flow .dealer { stroke: var(--flow-ink); }
.flow .note { fill: var(--flow-box); stroke: none; }
.flow .shaft { stroke: var(--flow-ink); stroke-width: 1.2; }
.flow .head { fill: var(--flow-ink); }
.flow .cross { fill: none; stroke: var(--flow-ink); stroke-width: 2; }
.flow .bar { fill: var(--flow-bar); }
.flow .rerouted text { fill: var(--flow-rerouted); }
.flow .rerouted .shaft { stroke: var(--flow-rerouted); stroke-width: 2; }
.flow .rerouted .head { fill: var(--flow-rerouted); }
.flow .rerouted .cross { stroke: var(--flow-rerouted); }
.flow .difference { fill: var(--flow-difference); stroke: none; }
.flow .mark { fill: var(--flow-mark); stroke: none; }
.flow .discarded text { fill: var(--flow-aside); }
.flow .discarded .shaft { stroke: var(--flow-aside); stroke-dasharray: 5 3; }
.flow .discarded .head { fill: var(--flow-aside); }
`;

export const STYLE = `:where(.flow) { ${LIGHT} }
:where(.dark) :where(.flow) { ${DARK} }
@media (prefers-color-scheme: dark) { :where(.flow:root) { ${DARK} } }
${RULES}@media print {
  .flow, :where(.dark) .flow, .flow:root { ${LIGHT} }
  .flow { max-height: 250mm; }
  .flow:root > .page { fill: none; }
}
`;

/** The same for a page that follows the colour scheme of its reader. */
export const EMBEDDED_STYLE = `${STYLE}@media screen and (prefers-color-scheme: dark) { :where(.flow) { ${DARK} } }
`;

/** The same in one colour scheme, for a picture that follows no reader. */
export const FIXED_STYLES: FixedStyles = {
  light: fixed(RULES, coloursIn(LIGHT), 'page'),
  dark: fixed(RULES, coloursIn(DARK), 'page'),
};

// --- internal ---

/** Colours by the name of their custom property, without the dashes. */
function coloursIn(declarations: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...declarations.matchAll(/--([\w-]+): (#\w+)/g)].map(([, name, colour]) => [name, colour as string]),
  );
}
