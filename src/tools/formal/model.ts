/** Models of the TLA+ modules: the small world of `check`, or a recorded log, and the readings of the dealer. */
import type { ReadingId } from '../../../machines/readings.ts';
import type { Bounds } from '../check/bounds.ts';
import type { Line, Trace } from './trace.ts';
import { stringText, valueText } from './value.ts';

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
  properties: [
    ...['KeepsPolicy', 'KeepsOrder'],
    ...['Candidate', 'Choice', 'Position', 'Table', 'Order'],
    ...['OneAnswer', 'Reroutes', 'Refusals', 'OtherErrors', 'Cancellations'],
    ...['Endings', 'Interruptions', 'Clock', 'Progressive'],
  ],
};

/** The greatest length that the list of callees can have: each registers twice, if it may. */
export const mostPlacesIn = ({ bounds: { callees }, readings }: Model): number =>
  readings.sameSession === 'second-place' ? 2 * callees : callees;

/** The module `MC` with its configuration, which TLC is started with: the texts of `MC.tla` and `MC.cfg`. */
export interface ModelFiles {
  readonly module: string;
  readonly config: string;
}

/** Writes a model of the world. */
export function modelFiles({ bounds, readings }: Model, claims: Claims = SAFETY): ModelFiles {
  const { callees, plain } = calleesIn(bounds);
  const { policy, calls, progress, conflicts } = bounds;
  const features = [
    ...callees.map((name) => `${name} :> AllFeatures`),
    ...[...plain, CALLER].map((name) => `${name} :> {}`),
  ];
  const clients = [...callees, ...plain, CALLER];
  return {
    module: moduleText('A model: names of clients with their features, and an interpretation of the text.', [
      'EXTENDS Properties',
      '',
      `CONSTANTS ${clients.join(', ')}`,
      '',
      `ModelFeatures == ${features.join(' @@ ')}`,
      readingsText(readings),
    ]),
    config: configText({
      specification: claims.specification,
      constants: [
        ...clients.map((name) => `${name} = ${name}`),
        ...CHOSEN,
        `Callers = {${CALLER}}`,
        `MostPlaces = ${mostPlacesIn({ bounds, readings })}`,
        `Policy = "${policy}"`,
        `MostCalls = ${calls}`,
        `HasProgress = ${flag(progress)}`,
        `HasConflicts = ${flag(conflicts)}`,
      ],
      claims: [...listText('INVARIANTS', claims.invariants), ...listText('PROPERTIES', claims.properties)],
    }),
  };
}

/**
 * Writes a trace, which TLC reads as far as it is a behaviour of the dealer.
 *
 * @param lastLine if it is given, TLC shows a behaviour of so many lines, and what the dealer has to send then
 */
export function traceFiles(
  { features, lines, places, isPrompt }: Trace,
  readings: Model['readings'],
  lastLine?: number,
): ModelFiles {
  const client = ([name, those]: readonly [string, readonly string[]]): string =>
    `(${stringText(name)} :> {${those.map(stringText).join(', ')}})`;
  const line = ({ what, number, session, message, reason }: Line): string =>
    valueText({
      number,
      what,
      session,
      message: withText(message),
      ...(reason === undefined ? {} : { reason }),
    });
  return {
    module: moduleText('A log, and how its router interprets the text.', [
      'EXTENDS Trace',
      '',
      `ModelFeatures ==\n  ${[...features].map(client).join(' @@\n  ')}`,
      readingsText(readings),
      '',
      `ModelLog == <<\n  ${lines.map(line).join(',\n  ')} >>`,
    ]),
    config: configText({
      specification: 'TraceSpec',
      constants: [
        ...CHOSEN,
        'Log <- ModelLog',
        `IsPrompt = ${flag(isPrompt)}`,
        `MostPlaces = ${Math.min(places, MOST_PLACES)}`,
        `LastLine = ${lastLine ?? lines.length + 1}`,
      ],
      claims:
        lastLine === undefined
          ? ['CONSTRAINT Farthest', 'POSTCONDITION IsBehaviour']
          : ['INVARIANT IsNotStuck'],
    }),
  };
}

// --- internal ---

/** The constants that the module defines. */
const CHOSEN = ['Readings <- ModelReadings', 'Features <- ModelFeatures'];

const CALLER = 'caller';

/** The product of all lengths up to this one is a number of TLC. */
const MOST_PLACES = 12;

/** Names of the callees, by kind: a letter for each. */
function calleesIn({ callees, plain = 0 }: Model['bounds']): {
  readonly callees: readonly string[];
  readonly plain: readonly string[];
} {
  const names = Array.from({ length: callees }, (_, index) => String.fromCharCode(65 + index));
  return { callees: names.slice(0, callees - plain), plain: names.slice(callees - plain) };
}

/** A message with its request id as text: the numbers of TLC end before those of WAMP. */
const withText = (message: Line['message']): Line['message'] =>
  'request' in message ? { ...message, request: `${message.request}` } : message;

const moduleText = (says: string, lines: readonly string[]): string =>
  [
    '--------------------------------- MODULE MC ---------------------------------',
    `(* ${says} *)`,
    ...lines,
    '',
    '=============================================================================',
    '',
  ].join('\n');

function readingsText(readings: Model['readings']): string {
  const others = Object.entries(readings).map(([id, option]) => `!.${id} = "${option}"`);
  return `ModelReadings == ${others.length === 0 ? 'DefaultReadings' : `[DefaultReadings EXCEPT ${others.join(', ')}]`}`;
}

const configText = ({
  specification,
  constants,
  claims,
}: {
  readonly specification: string;
  readonly constants: readonly string[];
  readonly claims: readonly string[];
}): string =>
  [
    `SPECIFICATION ${specification}`,
    ...listText('CONSTANTS', constants),
    '\\* When all clients have left, nothing happens any more.',
    'CHECK_DEADLOCK FALSE',
    ...claims,
    '',
  ].join('\n');

const listText = (head: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [head, ...names.map((name) => `  ${name}`)];

const flag = (value: boolean | undefined): string => (value === true ? 'TRUE' : 'FALSE');
