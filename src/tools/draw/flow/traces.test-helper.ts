/** Traces for the tests of every format: each scenario under the default readings and those of its logs. */
import { DEFAULT_READINGS } from '../../../../machines/readings.ts';
import { readLibrary } from '../../scenario/library/scenarios.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { readingsOf, type Scenario } from '../../scenario/scenario.ts';
import { type Trace, trace } from '../../trace/trace.ts';

/** Traces by the name of the scenario, and of the log if it is not the plain one. */
export async function allTraces(): Promise<ReadonlyMap<string, Trace>> {
  const traces = new Map<string, Trace>();
  for (const [name, scenario] of readLibrary()) {
    traces.set(name, await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 }));
    for (const log of scenario.logs) {
      if (log.info === '') continue;
      traces.set(`${name}, ${log.info}`, await trace(scenario, { readings: readingsOf(log), seed: 1 }));
    }
  }
  return traces;
}

/** A scenario of the library. */
export const traceOf = (name: string): Promise<Trace> =>
  trace(readLibrary().get(name) as Scenario, { readings: DEFAULT_READINGS, seed: 1 });

/**
 * Trace of a scenario outside of the library.
 *
 * @param log may be omitted if no step uses a received id
 */
export function traceScript(steps: readonly string[], log: readonly string[] = []): Promise<Trace> {
  const page = [
    '# A flow',
    '',
    'Made up.',
    '',
    '```script',
    ...steps,
    '```',
    '',
    '```log',
    ...log,
    '```',
    '',
    'Shows CR-1.',
    '',
  ];
  const scenario = parseScenario(page.join('\n'), 'flow.md');
  return trace(scenario, { readings: DEFAULT_READINGS, seed: 1 });
}

/**
 * Messages of clients and dealer, as `from to words`, without those that `joins` stands for where the log omits them.
 */
export function messagesOf({ steps }: Trace): readonly string[] {
  return steps.flatMap(({ step, actor, sent, received, lines }) => {
    const isListed = lines.some(({ expected }) => expected.some(({ kind }) => kind !== 'nothing'));
    const isSilent = step.action.does === 'join' && !isListed;
    const answers = received.filter(({ wire }) => wire !== undefined);
    return [
      ...(sent === undefined ? [] : [`${actor} dealer ${sent.join(' ')}`]),
      ...answers.map(({ to, words }) => `dealer ${to} ${words.join(' ')}`),
    ].filter((message) => !isSilent || !/^\S+ \S+ (HELLO|WELCOME) /.test(message));
  });
}
