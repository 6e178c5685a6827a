/** Order of lifelines: callers, then the dealer, then callees in the order in which they register. */
import type { Lifeline, Row } from './model.ts';

/** With more sessions than this, those that do not overlap in time share a column. */
const MAX_COLUMNS = 5;

/** A message by its words, and the session that sends it; either may be missing. */
export interface Sending {
  readonly actor: string | undefined;
  readonly sent: readonly string[] | undefined;
}

/**
 * Assigns lifelines to columns.
 *
 * Callees, and potential callees that never call, go to the right of the dealer. If that leaves no lifeline on the
 * left, the first session that also calls goes there.
 *
 * @param sendings the messages that sessions send, in their order
 * @param lifelines the dealer's first
 * @returns the column of each lifeline
 */
export function arrange(
  sendings: readonly Sending[],
  lifelines: readonly Omit<Lifeline, 'column'>[],
  rows: readonly Row[],
): readonly number[] {
  const names = [...new Set(lifelines.slice(1).map(({ name }) => name))];
  const does = (type: string) =>
    new Set(sendings.filter(({ sent }) => sent?.[0] === type).map(({ actor }) => actor));
  const registering = [...does('REGISTER')].filter((name) => name !== undefined);
  const calling = does('CALL');
  const mayRegister = (name: string): boolean =>
    lifelines.some((lifeline) => lifeline.name === name && lifeline.roles.includes('callee'));
  const right = [
    ...registering,
    ...names.filter((name) => !registering.includes(name) && !calling.has(name) && mayRegister(name)),
  ];
  let left = names.filter((name) => !right.includes(name));
  const both = registering.find((name) => calling.has(name));
  if (left.length === 0 && both !== undefined) {
    left = [both];
    right.splice(right.indexOf(both), 1);
  }
  const spans = spansOf(lifelines.length, rows);
  const lanes = (side: readonly string[]): ReadonlyMap<string, number> => {
    const all = side.map((name) => ({
      name,
      spans: spans.filter((_, index) => lifelines[index]?.name === name),
    }));
    return names.length > MAX_COLUMNS ? share(all) : new Map(side.map((name, index) => [name, index]));
  };
  const leftLanes = lanes(left);
  const rightLanes = lanes(right);
  const middle = Math.max(-1, ...leftLanes.values()) + 1;
  const columnOf = (name: string): number => leftLanes.get(name) ?? middle + 1 + (rightLanes.get(name) ?? 0);
  return lifelines.map(({ name }, index) => (index === 0 ? middle : columnOf(name)));
}

// --- internal ---

/** First and last row of a lifeline. */
type Span = readonly [number, number];

function spansOf(count: number, rows: readonly Row[]): readonly Span[] {
  const place = (kind: Row['kind'], lifeline: number): number =>
    rows.findIndex((row) => row.kind === kind && 'lifelines' in row && row.lifelines.includes(lifeline));
  return Array.from(
    { length: count },
    (_, lifeline) => [place('begin', lifeline), place('end', lifeline)] as const,
  );
}

/** The first lane that is free during all rows of a lifeline. */
function share(
  all: readonly { readonly name: string; readonly spans: readonly Span[] }[],
): ReadonlyMap<string, number> {
  const taken: Span[][] = [];
  const lanes = new Map<string, number>();
  for (const { name, spans } of all) {
    const isFree = (lane: readonly Span[]): boolean =>
      spans.every(([begin, end]) => lane.every(([from, to]) => end < from || begin > to));
    const free = taken.findIndex(isFree);
    const lane = free < 0 ? taken.push([]) - 1 : free;
    taken[lane]?.push(...spans);
    lanes.set(name, lane);
  }
  return lanes;
}
