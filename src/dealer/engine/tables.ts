/** The tables of `machines/system.ts`, looked up for each effect. */
import { type ChartName, isOfMember, RECORDS, ROUTES, type Route, STARTS } from '../../../machines/system.ts';
import type { SendEffect } from '../../../machines/vocabulary.ts';
import {
  COLLECT,
  EVENT,
  FIND,
  type Handler,
  type Handlers,
  RECORD,
  START,
  stepMembership,
} from '../system.ts';

export const tables: Handlers = {
  session: handlerOf('session'),
  registration: handlerOf('registration'),
  call: handlerOf('call'),
};

// --- internal ---

// biome-ignore lint/suspicious/noExplicitAny: a table says by names which instances and effects meet
type Any = any;

function handlerOf(chart: ChartName): Handler {
  const starts: Readonly<Record<string, keyof typeof START>> = (STARTS as Any)[chart] ?? {};
  const routes: Readonly<Record<string, readonly Route[]>> = ROUTES[chart];
  return (system, part, effect, cause) => {
    const { type } = effect;
    const isRecord = type in RECORDS[chart];
    if (isRecord) (RECORD[chart] as Any)[type](system, part, effect, cause);
    if (type in starts) system.start(START[starts[type] as 'call'](system, part, effect, cause));
    for (const route of routes[type] ?? []) follow(chart, route, system, part, effect, cause);
    if (!isRecord && !(type in starts) && !(type in routes)) system.send(effect as SendEffect);
  };
}

function follow(chart: ChartName, route: Route, ...[system, part, effect, cause]: Parameters<Handler>): void {
  for (const target of targetsOf(route, system, part, effect, cause)) {
    const event = (EVENT as Any)[route.as](system, part, effect, target);
    if (isOfMember(chart, route)) stepMembership(system, target, event, part as Any);
    else system.step(target, event, part);
  }
}

function targetsOf(route: Route, ...about: Parameters<Handler>): Any[] {
  if ('each' in route) return (COLLECT as Any)[route.each](...about);
  const found = (FIND as Any)[route.found](...about);
  return found === undefined ? [] : [found];
}
