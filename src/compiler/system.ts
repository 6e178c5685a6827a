/** Writes the tables of `machines/system.ts` as code: a method for each effect that is not a message. */
import { OUTGOING } from '../../machines/layouts.ts';
import { type ChartName, isOfMember, RECORDS, ROUTES, type Route, STARTS } from '../../machines/system.ts';
import { capitalised } from './names.ts';
import { eventFunction, wayOf } from './ways.ts';

/** True for an effect of a chart that is not a message to a client. */
export const isInner = (chart: ChartName, effect: string): boolean => innerEffects(chart).includes(effect);

/** The events that routes lead to, but for those by which a session changes its places on a list. */
export function routedTo(chart: ChartName): readonly string[] {
  const events = CHARTS.flatMap((from) =>
    Object.values<readonly Route[]>(ROUTES[from])
      .flat()
      .filter((route) => route.to === chart && !isOfMember(from, route))
      .map(({ as }) => as),
  );
  return [...new Set(events)];
}

/**
 * @param command the command that regenerates the file, for its header
 * @param sent the messages of each chart that an action emits and no other effect
 * @returns unformatted TypeScript
 */
export const writeSystem = (command: string, sent: Readonly<Record<ChartName, readonly string[]>>): string =>
  `// Generated from machines/system.ts by "${command}". Do not edit.
/** The tables of the system as code: where each effect of a chart leads. */
import type { CallEvent, Effect, Emitted, RegistrationEvent, SendEffect, SessionEvent } from '../../../machines/vocabulary.ts';
import { WRITERS } from '../messages.generated.ts';
import { type Call, type Part, peerOf, type Registration, type Session } from '../parts.ts';
import { COLLECT, EVENT, type Event, FIND, RECORD, START, type System, stepMembership } from '../system.ts';
import { ${imports('call')} } from './call.generated.ts';
import type { Edge } from './chart.ts';
import type { Runner } from './driver.ts';
import { ${imports('registration')} } from './registration.generated.ts';
import { ${imports('session')} } from './session.generated.ts';

// biome-ignore lint/suspicious/noExplicitAny: a route says by names which instances and effects meet
type Any = any;

export class Ways implements Runner, ${CHARTS.map((chart) => `${capitalised(chart)}Ways`).join(', ')} {
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  start(part: Part, cause: Part = part): void {
    switch (part.chart) {
      ${CHARTS.map((chart) => `case '${chart}': return start${capitalised(chart)}(this, part, cause);`).join('\n')}
    }
  }

  step(part: Part, event: Event, cause: Part = part): void {
    switch (part.chart) {
      ${CHARTS.map((chart) => `case '${chart}': return step${capitalised(chart)}(this, part, event as ${capitalised(chart)}Event, cause);`).join('\n')}
    }
  }

  taken(part: Part, from: string, edge: Edge, event: Event): void {
    if (this.system.isReporting) this.system.report(part, from, edge, event);
  }

${CHARTS.map((chart) => methods(chart, sent[chart])).join('\n')}
}
`;

// --- internal ---

const CHARTS: readonly ChartName[] = ['session', 'registration', 'call'];

/** What is imported from the code of a chart. */
function imports(chart: ChartName): string {
  const name = capitalised(chart);
  const events = routedTo(chart).map((event) => eventFunction(chart, event));
  return [`type ${name}Ways`, ...events, `start${name}`, `step${name}`].join(', ');
}

function tablesOf(chart: ChartName) {
  const records: Readonly<Record<string, string>> = RECORDS[chart];
  const starts: Readonly<Record<string, ChartName>> = chart === 'session' ? STARTS.session : {};
  const routes: Readonly<Record<string, readonly Route[]>> = ROUTES[chart];
  return { records, starts, routes };
}

function innerEffects(chart: ChartName): readonly string[] {
  const { records, starts, routes } = tablesOf(chart);
  return [...new Set([...Object.keys(records), ...Object.keys(starts), ...Object.keys(routes)])];
}

function methods(chart: ChartName, sent: readonly string[]): string {
  const part = capitalised(chart);
  const { records, starts, routes } = tablesOf(chart);
  const written = innerEffects(chart).map((effect) => {
    const start = starts[effect];
    const lines = [
      ...(effect in records ? [`RECORD.${chart}${key(effect)}(system, part, effect, cause);`] : []),
      ...(start === undefined
        ? []
        : [
            `const started = START${key(start)}(system, part, effect, cause);`,
            `start${capitalised(start)}(this, started, started);`,
          ]),
      ...(routes[effect] ?? []).map((route) => follow(chart, route)),
    ];
    return `${wayOf(chart, effect)}(part: ${part}, effect: Any, cause: Any): void {
      const { system } = this;
      ${lines.join('\n')}
    }`;
  });
  const cases = innerEffects(chart).map(
    (effect) => `case '${effect}': return this.${wayOf(chart, effect)}(part, effect, cause);`,
  );
  return `${written.join('\n\n')}

  ${sent.map((message) => sentBy(chart, message)).join('\n\n')}

  ${chart}Sends(_part: ${part}, effect: SendEffect, _cause: unknown): void {
    this.system.send(effect);
  }

  ${chart}Emits(part: ${part}, effect: Effect, cause: unknown): void {
    switch (effect.type) {
      ${cases.join('\n')}
      default: return this.${chart}Sends(part, effect as SendEffect, cause);
    }
  }
`;
}

/** A message of a call that needs nothing but its fields is written at once. Others, such as errors, are made first. */
function sentBy(chart: ChartName, message: string): string {
  const part = capitalised(chart);
  const isWritten = chart === 'call' && OUTGOING.some(({ name }) => name === message);
  return `${wayOf(chart, message)}(${isWritten ? 'part' : '_part'}: ${part}, effect: Emitted<'${message}'>): void {
    ${
      isWritten
        ? `const session = peerOf(part, effect.to);
           if (session !== undefined) this.system.post(session, WRITERS.${message}(effect));`
        : 'this.system.send(effect);'
    }
  }`;
}

function follow(chart: ChartName, route: Route): string {
  const event = `EVENT${key(route.as)}(system, part, effect, target)`;
  const step = isOfMember(chart, route)
    ? `stepMembership(system, target as Registration, ${event}, part);`
    : `${eventFunction(route.to, route.as)}(this, target as ${capitalised(route.to)}, ${event} as Extract<${capitalised(route.to)}Event, { type: '${route.as}' }>, part);`;
  return 'each' in route
    ? `for (const target of COLLECT${key(route.each)}(system, part, effect, cause)) ${step}`
    : `{ const target = FIND${key(route.found)}(system, part, effect, cause);
       if (target !== undefined) ${step} }`;
}

const key = (name: string): string => (/^\w+$/.test(name) ? `.${name}` : `['${name}']`);
