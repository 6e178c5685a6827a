/** Names in generated code: those of its functions, and those that its steps cannot have. */
import type { Chart, State } from './chart/chart.ts';

/** A unique name for each leaf, such as `InvokedWaiting` for `invoked.waiting`. */
export function namesOf(leaves: readonly State[]): ReadonlyMap<State, string> {
  const names = new Map<State, string>();
  const taken = new Set<string>();
  for (const leaf of leaves) {
    let name = leaf.path.split('.').map(capitalised).join('') || 'Root';
    while (taken.has(name)) name += '_';
    taken.add(name);
    names.set(leaf, name);
  }
  return names;
}

/** The leaves of a chart: its states without substates. */
export const leavesOf = ({ states }: Chart): State[] =>
  states.filter(({ children }) => children.length === 0);

/**
 * Reason why code cannot import a name beside its own declarations.
 *
 * @param types imported types of context and event
 * @returns the reason; undefined if there is none
 */
export function objectionTo(name: string, chart: Chart, types: readonly string[]): string | undefined {
  if (!isIdentifier(name)) return 'is no name that code can have';
  if (isWord(name)) return 'is a word of the language';
  return isOwnName(name, chart, types) ? 'is a name that the generated code has for itself' : undefined;
}

export const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/**
 * True if a strict module cannot declare this name. It can declare `undefined`, but the generated code returns that.
 */
export const isWord = (name: string): boolean => WORDS.has(name);

/** A name as the part of another one. */
export const capitalised = (text: string): string =>
  (text.charAt(0).toUpperCase() + text.slice(1)).replace(/[^A-Za-z0-9]/g, '_');

/** Parameters of functions that call steps. */
export const PARAMETERS: readonly string[] = ['ways', 'instance', 'event', 'cause', 'effects', 'raised'];

// --- internal ---

const OWN = new Set([
  ...PARAMETERS,
  ...[
    'take',
    'settle',
    'always',
    'typeOf',
    'from',
    'edge',
    'effect',
    'EDGES',
    'Own',
    'Raised',
    'Edge',
    'Mutable',
  ],
]);

const WORDS = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

function isOwnName(name: string, chart: Chart, types: readonly string[]): boolean {
  if (OWN.has(name) || types.includes(name) || /^(EDGE_|effect)\d+$|^on\w+(In|Of)\w+$/.test(name))
    return true;
  const leaves = [...namesOf(leavesOf(chart)).values()];
  const own = capitalised(chart.id);
  return (
    [`start${own}`, `step${own}`, `${own}Ways`].includes(name) ||
    leaves.some((leaf) => [`in${leaf}`, `always${leaf}`].includes(name))
  );
}
