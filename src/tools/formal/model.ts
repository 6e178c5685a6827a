/** A model of the TLA+ modules: the small world of `check`, and the readings of the dealer. */
import type { ReadingId } from '../../../machines/readings.ts';
import type { Bounds } from '../check/bounds.ts';

/** The bounds of the world, without those that the modules do not have. */
export interface Model {
  readonly bounds: Omit<Bounds, 'rejoin' | 'obstacles'>;
  /** Readings that are not the defaults. */
  readonly readings: Partial<Record<ReadingId, string>>;
}

/** What TLC is to check: behaviours of the module `Properties`. */
export interface Claims {
  /** Name of the specification, such as `Spec`. */
  readonly specification: string;
  readonly invariants: readonly string[];
  readonly properties: readonly string[];
}

/** All that is true of each state and each step. */
export const SAFETY: Claims = {
  specification: 'Spec',
  invariants: ['TypeOK', 'Lists', 'Present', 'OneCallee', 'OneClock', 'NotRefused', 'Emptiness'],
  properties: ['OneAnswer', 'Reroutes', 'Table'],
};

/** The greatest length that the list of callees can have: each registers twice, if it may. */
export const mostPlacesIn = ({ callees }: Model['bounds']): number => 2 * callees;

/**
 * The module `MC` with its configuration, which TLC is started with.
 *
 * @returns the texts of `MC.tla` and `MC.cfg`
 */
export function modelFiles(
  { bounds, readings }: Model,
  claims: Claims = SAFETY,
): { readonly module: string; readonly config: string } {
  const { callees, plain } = clientsIn(bounds);
  const { policy, calls, progress, conflicts } = bounds;
  const others = Object.entries(readings).map(([id, option]) => `!.${id} = "${option}"`);
  const clients = [...callees, ...plain, CALLER];
  const list = (head: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [head, ...names.map((name) => `  ${name}`)];
  return {
    module: [
      '--------------------------------- MODULE MC ---------------------------------',
      '(* A model: names of clients, and an interpretation of the text. *)',
      'EXTENDS Properties',
      '',
      `CONSTANTS ${clients.join(', ')}`,
      '',
      `ModelReadings == ${others.length === 0 ? 'DefaultReadings' : `[DefaultReadings EXCEPT ${others.join(', ')}]`}`,
      '',
      '=============================================================================',
      '',
    ].join('\n'),
    config: [
      `SPECIFICATION ${claims.specification}`,
      'CONSTANTS',
      ...clients.map((name) => `  ${name} = ${name}`),
      '  Readings <- ModelReadings',
      `  Callees = ${setOf(callees)}`,
      `  PlainOnes = ${setOf(plain)}`,
      `  Callers = ${setOf([CALLER])}`,
      `  MostPlaces = ${mostPlacesIn(bounds)}`,
      `  Policy = "${policy}"`,
      `  MostCalls = ${calls}`,
      `  HasProgress = ${flag(progress)}`,
      `  HasConflicts = ${flag(conflicts)}`,
      '\\* When all clients have left, nothing happens any more.',
      'CHECK_DEADLOCK FALSE',
      ...list('INVARIANTS', claims.invariants),
      ...list('PROPERTIES', claims.properties),
      '',
    ].join('\n'),
  };
}

// --- internal ---

/** Names of the clients, by kind: a letter for each callee. */
function clientsIn({ callees, plain = 0 }: Model['bounds']): {
  readonly callees: readonly string[];
  readonly plain: readonly string[];
} {
  const names = Array.from({ length: callees }, (_, index) => String.fromCharCode(65 + index));
  return { callees: names.slice(0, callees - plain), plain: names.slice(callees - plain) };
}

const CALLER = 'caller';

const setOf = (names: readonly string[]): string => `{${names.join(', ')}}`;

const flag = (value: boolean | undefined): string => (value === true ? 'TRUE' : 'FALSE');
