/** Fits a flow that is too wide into a figure. */

import { type Layout, layOut } from './layout.ts';
import type { Flow, Row } from './model.ts';

/** A short name in the figure, and the text that it stands for. */
export type Entry = readonly [sign: string, text: string];

export interface Fitting {
  readonly flow: Flow;
  readonly layout: Layout;
  readonly legend: readonly Entry[];
}

/** The first of these that fits: the flow unchanged, with numbers for names, or with one lifeline for all clients. */
export function fitInto(flow: Flow, width: number): Fitting {
  const whole = { flow, layout: layOut(flow, width), legend: [] };
  if (whole.layout.width <= width) return whole;
  const { flow: numbered, legend } = numberedOf(flow);
  const layout = layOut(numbered, width);
  if (layout.width <= width) return { flow: numbered, layout, legend };
  const together = togetherOf(flow);
  return { flow: together, layout: layOut(together, width), legend: [] };
}

// --- internal ---

/** The flow with numbers in its boxes, and the names below the figure. */
function numberedOf(flow: Flow): Omit<Fitting, 'layout'> {
  const sessions = flow.lifelines.filter((_, index) => index !== flow.dealer);
  const names = [...new Set(sessions.map(({ name }) => name))];
  const signOf = (name: string): string => `[${names.indexOf(name) + 1}]`;
  const lifelines = flow.lifelines.map((lifeline, index) =>
    index === flow.dealer ? lifeline : { ...lifeline, name: signOf(lifeline.name), roles: [] },
  );
  const roles = new Map(sessions.map((session) => [session.name, session.roles.join(', ')]));
  const legend = names.map((name) => [signOf(name), `${name} (${roles.get(name)})`] as const);
  return { flow: { ...flow, lifelines }, legend };
}

/** The flow with one lifeline for all clients; each label names its client. */
function togetherOf(flow: Flow): Flow {
  const [dealer, clients] = [0, 1];
  const nameOf = (lifeline: number): string => flow.lifelines[lifeline]?.name as string;
  const rows = flow.rows.map((row): Row => {
    if (row.kind === 'note') return row;
    if (row.kind !== 'message') {
      const names = row.lifelines.filter((one) => one !== flow.dealer).map(nameOf);
      const does = row.kind === 'begin' ? 'here' : row.isLost ? 'lost' : 'gone';
      return { kind: 'note', step: row.step, text: `${does}: ${names.join(', ')}` };
    }
    const isSent = row.to === flow.dealer;
    const label = [isSent ? `${nameOf(row.from)}:` : `to ${nameOf(row.to)}:`, ...row.label];
    return { ...row, label, from: isSent ? clients : dealer, to: isSent ? dealer : clients };
  });
  return {
    ...flow,
    dealer,
    lifelines: [
      { name: 'dealer', roles: [], column: 1 },
      { name: 'clients', roles: [], column: 0 },
    ],
    rows: [
      { kind: 'begin', step: 0, lifelines: [dealer, clients] },
      ...rows.slice(0, -1),
      { kind: 'end', step: flow.rows.at(-1)?.step as number, lifelines: [dealer, clients], isLost: false },
    ],
  };
}
