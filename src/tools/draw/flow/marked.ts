/** Two flows of a scenario, compared. */
import type { Flow } from './model.ts';

/** Both flows with the first row that differs marked. */
export function marked(one: Flow, other: Flow): [Flow, Flow] {
  const texts = [one, other].map(({ rows }) => rows.map((each) => JSON.stringify(each)));
  const first = texts[0]?.findIndex((text, index) => text !== texts[1]?.[index]) ?? -1;
  const mark = (flow: Flow): Flow => ({
    ...flow,
    rows: flow.rows.map((each, index) => (index === first ? { ...each, differs: true } : each)),
  });
  return [mark(one), mark(other)];
}
