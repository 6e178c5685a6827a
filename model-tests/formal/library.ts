/** The scenarios of the library as traces: what the dealer does in them is a behaviour of the modules, too. */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import { Misuse } from '../../src/dealer/misuse.ts';
import { logOf } from '../../src/tools/exercises/recording.ts';
import { proceduresIn } from '../../src/tools/formal/procedures.ts';
import { type Line, type Trace, traceOf } from '../../src/tools/formal/trace.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { readingsOf } from '../../src/tools/scenario/scenario.ts';
import type { Entry } from '../../src/wire/entry.ts';

/** The traces of the library under the same readings, by names of scenarios and procedures. */
export interface Shelf {
  readonly readings: Partial<Readings>;
  readonly traces: ReadonlyMap<string, Trace>;
}

/**
 * Plays all scenarios, each under the readings of each of its logs.
 *
 * Scenarios with messages that the modules do not know are left out.
 */
export async function shelves(): Promise<readonly Shelf[]> {
  const found = new Map<string, { readings: Partial<Readings>; traces: Map<string, Trace> }>();
  for (const [name, scenario] of readLibrary())
    for (const readings of scenario.logs.map(readingsOf)) {
      const others = Object.fromEntries(
        Object.entries(readings).filter(([id, option]) => DEFAULT_READINGS[id as keyof Readings] !== option),
      );
      const key = JSON.stringify(others);
      const shelf = found.get(key) ?? { readings: others, traces: new Map<string, Trace>() };
      found.set(key, shelf);
      for (const [procedure, trace] of tracesIn(await logOf(scenario, readings)))
        shelf.traces.set(`${name}, ${procedure}`, trace);
    }
  return [...found.values()];
}

/** True if no call is in flight at the end of a trace. */
export function isSettled({ lines }: Trace): boolean {
  const inFlight = new Set<string>();
  for (const { what, session, message } of lines) {
    const { type, request, of, isProgress } = message;
    const call = JSON.stringify([session, request]);
    if (what === 'input' && type === 'CALL') inFlight.add(call);
    if ((type === 'RESULT' && isProgress === false) || (type === 'ERROR' && of === 'CALL'))
      inFlight.delete(call);
  }
  return inFlight.size === 0;
}

/** Traces without calls in flight as one, after another: the sessions of each end with it, and have its name. */
export function joined(traces: Iterable<readonly [string, Trace]>): Trace {
  const parts = [...traces].map(([name, trace]) => named(name, trace));
  return {
    features: new Map(parts.flatMap(({ features }) => [...features])),
    lines: parts.flatMap(({ lines }) => lines),
    places: Math.max(1, ...parts.map(({ places }) => places)),
    payloads: [],
    isPrompt: parts.every(({ isPrompt }) => isPrompt),
  };
}

// --- internal ---

function* tracesIn(log: readonly Entry[]): Generator<readonly [string, Trace]> {
  for (const { procedure, realm } of proceduresIn(log))
    try {
      yield [procedure, traceOf(log, { procedure, realm })];
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
    }
}

function named(name: string, { features, lines, ...rest }: Trace): Trace {
  const nameOf = (session: string): string => `${name}, ${session}`;
  const gone = new Set(
    lines.flatMap(({ session, message }) => (message.type === 'session.lost' ? session : [])),
  );
  const ends = [...features.keys()]
    .filter((session) => !gone.has(session))
    .map((session): Line => ({ what: 'input', number: 0, session, message: { type: 'session.lost' } }));
  return {
    ...rest,
    features: new Map([...features].map(([session, those]) => [nameOf(session), those])),
    lines: [...lines, ...ends].map((line) => ({ ...line, session: nameOf(line.session) })),
  };
}
