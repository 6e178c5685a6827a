/** The page of the inspector: reads the stream of its router and shows it. */
import type { Line, Tick, TransitionRow } from '../../../router/inspector/protocol.ts';
import { byId, setText } from './dom.ts';
import { Plots } from './plots.ts';
import { callOf, StoryWindow } from './story.ts';
import { Stream } from './stream.ts';
import { createTables, type NumberedTransition } from './tables.ts';
import { amount } from './words.ts';

/** Number of transitions on the page. */
const MAX_TRANSITIONS = 150;
/** Time after the last key until the filter is applied, in milliseconds. */
const TYPING = 250;
/** Name of the token in the session of the browser. */
const STORED = 'dealerchart-inspect-token';

const tables = createTables();
const plots = new Plots(byId('numbers'));
const find = byId<HTMLInputElement>('find');
const pause = byId<HTMLButtonElement>('pause');
let readings: Readonly<Record<string, string>> = {};
let transitions: NumberedTransition[] = [];
let seen = 0;
let passed = 0;
let token = takeToken();

const stream = new Stream({ onLine: take, onState: showState });
const story = new StoryWindow(stream, () => readings);

// What can be scrolled can be scrolled with the keyboard.
for (const place of document.querySelectorAll('.scroll')) place.setAttribute('tabindex', '0');
document.addEventListener('click', ({ target }) => {
  const call = callOf(target);
  if (call !== undefined) story.open(call);
});
byId('filter').addEventListener('submit', (event) => {
  event.preventDefault();
  open();
});
let typing: ReturnType<typeof setTimeout> | undefined;
find.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(open, TYPING);
});
for (const box of document.querySelectorAll<HTMLInputElement>('input[name=chart]'))
  box.addEventListener('change', open);
pause.addEventListener('click', () => {
  const isPaused = pause.getAttribute('aria-pressed') !== 'true';
  pause.setAttribute('aria-pressed', `${isPaused}`);
  passed = 0;
  setText(byId('passed'), isPaused ? 'Paused.' : '');
});
byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId<HTMLInputElement>('token').value.trim();
  sessionStorage.setItem(STORED, token);
  open();
});
setText(byId('router'), location.host);
open();

// --- internal ---

/** The token of the address or of this session of the browser. It does not stay in the address. */
function takeToken(): string | undefined {
  const [, given] = /[#&]token=([^&]+)/.exec(location.hash) ?? [];
  if (given !== undefined) {
    sessionStorage.setItem(STORED, decodeURIComponent(given));
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(STORED) ?? undefined;
}

/** Opens the stream with the present filter. */
function open(): void {
  clearTimeout(typing);
  const boxes = document.querySelectorAll<HTMLInputElement>('input[name=chart]:checked');
  const charts = [...boxes].map(({ value }) => value).join(',');
  transitions = [];
  if (!isPaused()) tables.transitions(transitions);
  stream.open(new URLSearchParams({ find: find.value.trim(), charts }), token);
}

function isPaused(): boolean {
  return pause.getAttribute('aria-pressed') === 'true';
}

function take(line: Line): void {
  if ('opening' in line) {
    readings = line.opening.readings;
    const changed = Object.entries(readings).map(([id, option]) => `${id}=${option}`);
    setText(byId('router'), [location.host, line.opening.agent, ...changed].join(' · '));
    return;
  }
  plots.take(line.numbers);
  // A page in the background has no need of tables.
  if (document.visibilityState === 'hidden') return;
  showTables(line);
  showTransitions(line);
}

function showTables({ calls, ended, sessions, registrations }: Tick): void {
  tables.calls(calls);
  tables.ended(ended);
  if (sessions !== undefined) tables.sessions(sessions);
  if (registrations !== undefined) tables.registrations(registrations);
}

function showTransitions({ transitions: { rows, dropped } }: Tick): void {
  if (rows.length === 0) return;
  if (isPaused()) {
    passed += rows.length + dropped;
    setText(byId('passed'), `Paused. ${amount(passed)} transitions have passed since.`);
    return;
  }
  const numbered = rows.map((row: TransitionRow) => ({ ...row, number: ++seen })).reverse();
  transitions = [...numbered, ...transitions].slice(0, MAX_TRANSITIONS);
  tables.transitions(transitions);
  const words = `${amount(dropped)} other transitions of the last quarter second are left out. Filter to see others.`;
  setText(byId('passed'), dropped > 0 ? words : '');
}

function showState(state: string, words: string): void {
  const login = byId('login');
  const isRefused = state === 'refused';
  byId('state').className = state;
  setText(byId('state'), isRefused ? 'Locked' : words);
  document.body.classList.toggle('locked', isRefused);

  login.hidden = !isRefused;
  setText(byId('refused'), isRefused ? words : '');
  if (isRefused) byId('token').focus();
}
