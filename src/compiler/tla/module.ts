/** The generated modules: the charts and tables as actions, the readings as constants, and the URIs of problems. */
import { PROBLEMS } from '../../../machines/problems.ts';
import { READINGS } from '../../../machines/readings/index.ts';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS } from '../../../machines/readings.ts';
import { CHARTS } from '../chart/index.ts';
import { edgeActions, ignoringAction, type TlaAction } from './edges.ts';
import { quoted, setOf } from './names.ts';
import { innerEffectsOf, tableActions } from './tables.ts';

/** @returns `Dealer.tla`: the edges of all charts, and the routes of their effects */
export function writeDealer(command: string): string {
  const charts = Object.values(CHARTS);
  const groups = charts.flatMap((chart) => [
    {
      title: `The chart of a ${chart.id}`,
      name: `${chart.id}_edges`,
      actions: [...edgeActions(chart), ignoringAction(chart)],
    },
    {
      title: `The effects of a ${chart.id}`,
      name: `${chart.id}_effects`,
      actions: tableActions(chart.id, charts),
    },
  ]);
  return `${header('Dealer', command, 'the charts in machines/*.machine.ts, and machines/system.ts')}
(* The sentences of the rules are in docs/rules.md, and the readings in docs/readings.md. *)
EXTENDS System

Session == INSTANCE SessionSteps
Registration == INSTANCE RegistrationSteps
Call == INSTANCE CallSteps

${groups.map(groupText).join('\n\n')}

${LINE}
(* All that the dealer does *)

(* The effects that are no messages. *)
${innerEffectsOf(charts.map(({ id }) => id))}

(* Everything else is a message, which leaves the dealer; a session that has ended is sent none. *)
IsMessage == IsEffect /\\ Top.effect.type \\notin InnerEffects[Top.chart]

sends == IsMessage /\\ ~sessions[Top.effect.to].hasEnded /\\ Done /\\ Unchanged
drops == IsMessage /\\ sessions[Top.effect.to].hasEnded /\\ Done /\\ Unchanged

DealerStep ==
  \\/ sends
  \\/ drops
${groups.map(({ name }) => `  \\/ ${name}`).join('\n')}

${END}
`;
}

/** @returns `Readings.tla`: the options of the open questions, and the defaults */
export function writeReadings(command: string): string {
  const options = READING_IDS.map(
    (id) => `    \\* ${READINGS[id].question.replaceAll('`', '')}\n    ${id} : ${setOf(READING_OPTIONS[id])}`,
  );
  const defaults = READING_IDS.map((id) => `    ${id} |-> ${quoted(DEFAULT_READINGS[id])}`);
  return `${header('Readings', command, 'machines/readings')}
(* What the text leaves open, with the options: an interpretation is one of these records. *)
ReadingOptions ==
  [
${options.join(',\n')}
  ]

DefaultReadings ==
  [
${defaults.join(',\n')}
  ]

${END}
`;
}

/** @returns `Errors.tla`: the URI of each problem */
export function writeErrors(command: string): string {
  const problems = Object.entries(PROBLEMS).map(([problem, { uri }]) => ({ problem, uri }));
  const uris = [...new Set(problems.map(({ uri }) => uri))].sort();
  const cases = uris.map((uri) => {
    const those = problems.filter((one) => one.uri === uri).map(({ problem }) => problem);
    return `problem \\in ${setOf(those)} ->\n         ${quoted(uri)}`;
  });
  return `${header('Errors', command, 'machines/problems')}
(* The URI of a problem; that of a callee stands for itself. *)
UriOf(problem) ==
  CASE ${cases.join('\n    [] ')}
    [] OTHER -> problem

${END}
`;
}

// --- internal ---

const WIDTH = 78;
const LINE = '-'.repeat(WIDTH - 1);
const END = '='.repeat(WIDTH - 1);

function header(name: string, command: string, source: string): string {
  const dashes = '-'.repeat((WIDTH - 9 - name.length) >> 1);
  return `${dashes} MODULE ${name} ${dashes}\n(* Generated from ${source} by "${command}". Do not edit. *)`;
}

function groupText({
  title,
  name,
  actions,
}: {
  readonly title: string;
  readonly name: string;
  readonly actions: readonly TlaAction[];
}): string {
  const list = actions.map((action) => `  \\/ ${action.name}`).join('\n');
  return `${LINE}\n(* ${title} *)\n\n${actions.map(({ text }) => text).join('\n\n')}\n\n${name} ==\n${list}`;
}
