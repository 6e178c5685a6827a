/**
 * Colours and type of the pictures.
 *
 * A picture in a file of its own follows the reader's colour scheme; an embedded one is dark within an element of the
 * class `dark`. On paper it is light.
 */
import { type FixedStyles, fixed } from '../scheme.ts';
import { SIZE } from './text.ts';

interface Colours {
  readonly paper: string;
  readonly state: string;
  readonly region: string;
  readonly card: string;
  readonly ink: string;
  readonly line: string;
  readonly hair: string;
  readonly event: string;
  readonly guard: string;
  readonly muted: string;
  readonly link: string;
  readonly reading: string;
  readonly faint: string;
  readonly mark: string;
  readonly behind: string;
}

/** All text has a contrast of at least 4.5 to its background. */
export const LIGHT: Colours = {
  paper: '#ffffff',
  state: '#ffffff',
  region: '#f3f6fa',
  card: '#ffffff',
  ink: '#1a2230',
  line: '#46536a',
  hair: '#cbd4e1',
  event: '#0b4a94',
  guard: '#8a3b00',
  muted: '#5a6679',
  link: '#0d6b58',
  reading: '#7a2e8e',
  faint: '#aab5c5',
  mark: '#c2410c',
  behind: '#ffedc2',
};

export const DARK: Colours = {
  paper: '#12161d',
  state: '#1d2430',
  region: '#171d27',
  card: '#12161d',
  ink: '#e8edf4',
  line: '#94a3b8',
  hair: '#364152',
  event: '#8cc0ff',
  guard: '#ffb483',
  muted: '#9aa8bb',
  link: '#6ad5bd',
  reading: '#dca6f0',
  faint: '#4a5668',
  mark: '#ff9d5c',
  behind: '#4a3510',
};

/** Rules whose colours are custom properties. */
const RULES = [
  rule('', {
    'max-width': '100%',
    height: 'auto',
    font: `${SIZE.code}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace`,
  }),
  `.statechart:root{background:var(--paper)}`,
  rule('text', { fill: 'var(--ink)' }),
  rule('.paper', { fill: 'var(--paper)' }),
  rule('.state', { fill: 'var(--state)', stroke: 'var(--line)', 'stroke-width': '1.5' }),
  rule('.compound', { fill: 'var(--region)' }),
  rule('.ring', { fill: 'none', stroke: 'var(--line)' }),
  rule('.divider', { fill: 'none', stroke: 'var(--hair)' }),
  rule('.card', { fill: 'var(--card)', stroke: 'var(--hair)' }),
  rule('.name', { font: `600 ${SIZE.name}px system-ui,sans-serif` }),
  rule('.title', { font: `700 ${SIZE.title}px system-ui,sans-serif` }),
  rule('.line', { fill: 'none', stroke: 'var(--line)', 'stroke-width': '1.5' }),
  rule('.head', { fill: 'var(--line)' }),
  rule('.start', { fill: 'var(--line)' }),
  rule('.event', { fill: 'var(--event)', 'font-weight': '600' }),
  rule('.guard', { fill: 'var(--guard)' }),
  rule('.turn', { fill: 'var(--muted)' }),
  rule('a', { 'text-decoration': 'none' }),
  rule('.rule,.reading', { font: `${SIZE.cited}px system-ui,sans-serif`, fill: 'var(--link)' }),
  rule('.reading', { fill: 'var(--reading)', 'font-style': 'italic' }),
  rule('a:hover', { 'text-decoration': 'underline' }),
  rule('a:focus-visible', { outline: '2px solid var(--mark)' }),
  rule('.faint', { stroke: 'var(--faint)' }),
  rule('.head.faint,.start.faint', { fill: 'var(--faint)', stroke: 'none' }),
  rule('text.faint,text.faint *', { fill: 'var(--muted)', stroke: 'none' }),
  rule('.state.walked,.ring.walked,.line.walked', { stroke: 'var(--mark)', 'stroke-width': '2.5' }),
  rule('.ring.walked', { 'stroke-width': '1.5' }),
  rule('.card.walked', { stroke: 'var(--mark)' }),
  rule('.head.walked,.start.walked', { fill: 'var(--mark)' }),
  rule('.behind', { fill: 'var(--behind)' }),
];

/** Content of the `<style>` of a picture. */
export const STYLE = [
  '',
  colours('.statechart', LIGHT),
  `@media (prefers-color-scheme:dark){${colours('.statechart:root', DARK)}}`,
  colours('.dark .statechart', DARK),
  `@media print{${colours('.statechart:root,.dark .statechart', LIGHT)}}`,
  ...RULES,
  '',
].join('\n');

/** The same in one colour scheme, for a picture that follows no reader. */
export const FIXED_STYLES: FixedStyles = {
  light: fixed(RULES.join('\n'), LIGHT, 'paper'),
  dark: fixed(RULES.join('\n'), DARK, 'paper'),
};

// --- internal ---

function colours(selector: string, values: Colours): string {
  const words = Object.entries(values).map(([name, value]) => `--${name}:${value}`);
  return `${selector}{${words.join(';')}}`;
}

/** A rule for elements inside of a picture, and nowhere else on the page. */
function rule(selectors: string, values: Readonly<Record<string, string>>): string {
  const inside = selectors.split(',').map((selector) => `.statechart ${selector}`.trim());
  return `${inside.join(',')}{${Object.entries(values)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`;
}
