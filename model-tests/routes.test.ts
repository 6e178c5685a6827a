/** The tables of `machines/system.ts` name the chart and the event that each route leads to when scenarios are played. */
import { beforeAll, expect, test } from 'vitest';
import { type ChartName, ROUTES, type Route, UNDELIVERED } from '../machines/system.ts';
import { Dealer } from '../src/dealer/dealer.ts';
import type { DealerOptions } from '../src/dealer/dealer-options.ts';
import type { ChartDriver } from '../src/dealer/engine/chart.ts';
import { driverOf } from '../src/dealer/engine/charts.ts';
import { generatedCharts as generated } from '../src/dealer/engine/collected.ts';
import { tables } from '../src/dealer/engine/tables.ts';
import type { Handler, System } from '../src/dealer/system.ts';
import { type Open, play } from '../src/tools/scenario/play.ts';
import { readingsOf } from '../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../src/tools/scenario/systems/dealer.ts';
import { SCENARIOS } from './scenarios.ts';

/** The routes that were followed, and the events that came to each chart. */
const followed = new Set<string>();
const events = new Set<string>();

const routeOf = (from: ChartName, effect: string, to: ChartName, event: string): string =>
  `${from} ${effect}: ${to} ${event}`;

/** The system, which tells of each event that an effect becomes. */
function watchedSystem(system: System, from: ChartName, effect: string): System {
  const step: System['step'] = (part, event, cause) => {
    followed.add(routeOf(from, effect, part.chart, event.type));
    system.step(part, event, cause);
  };
  return Object.create(system, { step: { value: step }, start: { value: system.start.bind(system) } });
}

const watchedHandler =
  (chart: ChartName): Handler =>
  (system, part, effect, cause) =>
    tables[chart](watchedSystem(system, chart, effect.type), part, effect, cause);

const watchedChart = <Context, Event extends { readonly type: string }>(
  chart: ChartName,
  driver: ChartDriver<Context, Event>,
): ChartDriver<Context, Event> => ({
  start: driver.start,
  step(instance, event, effects) {
    events.add(`${chart} ${event.type}`);
    return driver.step(instance, event, effects);
  },
});

const WATCHED = driverOf({
  list: generated.list,
  session: watchedChart('session', generated.session),
  registration: watchedChart('registration', generated.registration),
  call: watchedChart('call', generated.call),
  handlers: {
    session: watchedHandler('session'),
    registration: watchedHandler('registration'),
    call: watchedHandler('call'),
  },
});

beforeAll(async () => {
  const create = (options: DealerOptions) => new Dealer(WATCHED, options);
  const open: Open = async (options) => new DealerUnderTest('watched', create, options);
  for (const scenario of SCENARIOS) {
    for (const readings of scenario.logs.map(readingsOf)) await play(scenario, open, { readings, seed: 1 });
  }
}, 60_000);

test('each route of an effect leads to the chart and the event that it names, and no effect leads elsewhere', () => {
  const charts = Object.entries(ROUTES) as [ChartName, Readonly<Record<string, readonly Route[]>>][];
  const named = charts.flatMap(([chart, routes]) =>
    Object.entries(routes).flatMap(([effect, list]) =>
      list.map(({ to, as }) => routeOf(chart, effect, to, as)),
    ),
  );
  expect([...followed].sort()).toEqual(named.sort());
});

test.each(Object.entries(UNDELIVERED))(
  'an undeliverable %s is an event of the chart that its route names',
  (_, { to, as }) => {
    expect([...events].filter((event) => event.endsWith(` ${as}`))).toEqual([`${to} ${as}`]);
  },
);
