/** Writes the tables of `machines/system.ts` as code: a case for each effect that is not a message. */
import { type ChartName, isOfMember, RECORDS, ROUTES, type Route, STARTS } from '../../machines/system.ts';

/**
 * @param command the command that regenerates the file, for its header
 * @returns unformatted TypeScript
 */
export const writeSystem = (command: string): string =>
  `// Generated from machines/system.ts by "${command}". Do not edit.
/** The tables of the system as code. */
import type { SendEffect } from '../../../machines/vocabulary.ts';
import type { Registration, Session } from '../parts.ts';
import { COLLECT, EVENT, FIND, type Handlers, RECORD, START, stepMembership } from '../system.ts';

export const system: Handlers = {
${CHARTS.map(handler).join('\n')}
};
`;

// --- internal ---

const CHARTS: readonly ChartName[] = ['session', 'registration', 'call'];

const OPERANDS = 'system, part, effect, cause';

function handler(chart: ChartName): string {
  const records: Readonly<Record<string, string>> = RECORDS[chart];
  const starts: Readonly<Record<string, string>> = chart === 'session' ? STARTS.session : {};
  const routes: Readonly<Record<string, readonly Route[]>> = ROUTES[chart];
  const effects = [...new Set([...Object.keys(records), ...Object.keys(starts), ...Object.keys(routes)])];
  const cases = effects.map((effect) => {
    const start = starts[effect];
    const lines = [
      ...(effect in records ? [`RECORD.${chart}${key(effect)}(${OPERANDS});`] : []),
      ...(start === undefined ? [] : [`START${key(start)}(${OPERANDS});`]),
      ...(routes[effect] ?? []).map((route) => follow(chart, route)),
    ];
    return `case '${effect}': {
      ${lines.join('\n')}
      return;
    }`;
  });
  return `${chart}(system, part, effect, cause) {
    switch (effect.type) {
      ${cases.join('\n')}
      default:
        system.send(effect as SendEffect);
    }
  },`;
}

function follow(chart: ChartName, route: Route): string {
  const event = `EVENT${key(route.as)}(system, part, effect, target)`;
  const step = isOfMember(chart, route)
    ? `stepMembership(system, target as Registration, ${event}, part as Session);`
    : `system.step(target, ${event}, part);`;
  return 'each' in route
    ? `for (const target of COLLECT${key(route.each)}(${OPERANDS})) ${step}`
    : `const target = FIND${key(route.found)}(${OPERANDS});
       if (target !== undefined) ${step}`;
}

const key = (name: string): string => (/^\w+$/.test(name) ? `.${name}` : `['${name}']`);
