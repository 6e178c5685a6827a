/** The tables of machines/system.ts as actions of TLA+: one for each route of an effect. */
import { RECORDS, ROUTES, type Route, STARTS } from '../../../machines/system.ts';
import type { Chart } from '../chart/chart.ts';
import { startOf, type TlaAction } from './edges.ts';
import { operatorOf, quoted, setOf } from './names.ts';

/** One action for each route of an effect, or for an effect without a route. */
export function tableActions(chart: string, charts: readonly Chart[]): readonly TlaAction[] {
  const records = tableOf<string>(RECORDS, chart);
  const starts = tableOf<string>(STARTS, chart);
  const routes = tableOf<readonly Route[]>(ROUTES, chart);
  return innerEffects(chart).flatMap((effect): TlaAction[] => {
    const name = `${chart}_emits_${effect.replaceAll(/\W/g, '_')}`;
    const emits = (route: number): string => `  /\\ Emits(${quoted(chart)}, ${quoted(effect)}, ${route})`;
    const record = effect in records ? operatorOf(chart, effect) : 'Unchanged';
    const start = starts[effect];
    if (start !== undefined) {
      const started = charts.find(({ id }) => id === start) as Chart;
      const text = `(* ${effect} starts a ${start}. *)\n${name} ==\n${emits(1)}\n  /\\ LET e == Top.effect\n         EffectsOf(c) == <<${startOf(started).join(', ')}>>\n     IN CallStart(EffectsOf)`;
      return [{ name, text }];
    }
    const all = routes[effect] ?? [];
    const told = effect in records ? `(* ${effect}: ${records[effect]} *)\n` : '';
    if (all.length === 0)
      return [{ name, text: `${told}${name} ==\n${emits(1)}\n  /\\ ${record}\n  /\\ Done` }];
    return all.map((route, index) => {
      const own = all.length === 1 ? name : `${name}_${index + 1}`;
      const isLast = index === all.length - 1 ? 'TRUE' : 'FALSE';
      const targets = operatorOf('each' in route ? route.each : route.found);
      const passes = `Passes(${quoted(route.to)}, ${targets}, event, ${isLast})`;
      const text = [
        index === 0 ? told : '',
        `${own} ==\n${emits(index + 1)}\n  /\\ ${index === 0 ? record : 'Unchanged'}\n`,
        `  /\\ \\E event \\in ${operatorOf('event', route.as)} : ${passes}`,
      ].join('');
      return { name: own, text };
    });
  });
}

/** A set of the effects that are no messages, for each chart. */
export const innerEffectsOf = (charts: readonly string[]): string =>
  `InnerEffects ==\n  [ ${charts.map((chart) => `${chart} |-> ${setOf(innerEffects(chart))}`).join(',\n    ')} ]`;

// --- internal ---

/** The effects of a chart that are no messages. */
const innerEffects = (chart: string): readonly string[] => [
  ...new Set([
    ...Object.keys(tableOf(RECORDS, chart)),
    ...Object.keys(tableOf(STARTS, chart)),
    ...Object.keys(tableOf(ROUTES, chart)),
  ]),
];

/** The part of a table that is about a chart. */
const tableOf = <T>(tables: object, chart: string): Readonly<Record<string, T>> =>
  (tables as Readonly<Record<string, Readonly<Record<string, T>>>>)[chart] ?? {};
