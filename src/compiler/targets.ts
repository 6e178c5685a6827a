/** Compiled charts and tables, and the paths of their code. */
import type { AnyStateMachine } from 'xstate';
import { callMachine } from '../../machines/call.machine.ts';
import { registrationMachine } from '../../machines/registration.machine.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import { callSteps, registrationSteps, sessionSteps } from '../../machines/steps.ts';
import type { ChartName } from '../../machines/system.ts';
import { readChart } from './chart/chart.ts';
import { type EffectTypes, effectTypes, keyOf } from './effects.ts';
import { generate } from './generate.ts';
import { writeMessages } from './messages.ts';
import { planChart } from './plan.ts';
import { writeProblems } from './problems.ts';
import { isInner, routedTo, writeSystem } from './system.ts';
import { writeDealer, writeErrors, writeReadings } from './tla/module.ts';
import type { StepModule } from './verify.ts';
import type { Writing } from './writing.ts';

export const COMMAND = 'npm run generate';

export interface Target {
  readonly machine: AnyStateMachine;
  readonly steps: StepModule;
  /** Paths of the generated file and of its steps, from the root of the repository. */
  readonly file: string;
  readonly stepsFile: string;
  readonly writing: Writing;
}

export const TARGETS: readonly Target[] = [
  target(registrationMachine, registrationSteps, 'Registration'),
  target(callMachine, callSteps, 'Call'),
  target(sessionMachine, sessionSteps, 'Session'),
];

/** Every generated file, by its path from the root of the repository, with its unformatted text. */
export const FILES: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    TARGETS.map(({ machine, steps, file, writing }) => [file, () => generate(machine, steps, writing)]),
  ),
  'src/dealer/engine/system.generated.ts': () =>
    writeSystem(COMMAND, {
      session: sentAlone('session'),
      registration: sentAlone('registration'),
      call: sentAlone('call'),
    }),
  'src/dealer/messages.generated.ts': () => writeMessages(COMMAND),
  'src/dealer/problems.generated.ts': () => writeProblems(COMMAND),
  'machines/tla/Dealer.tla': () => writeDealer(COMMAND),
  'machines/tla/Errors.tla': () => writeErrors(COMMAND),
  'machines/tla/Readings.tla': () => writeReadings(COMMAND),
};

// --- internal ---

let known: ReadonlyMap<string, EffectTypes> | undefined;

/** The effects of all charts, by chart. */
function emitted(): ReadonlyMap<string, EffectTypes> {
  known ??= new Map(
    effectTypes(
      TARGETS.map(({ machine, stepsFile, writing: { context, event } }) => ({
        plan: planChart(readChart(machine)),
        ...{ stepsFile, context, event },
      })),
    ).map((types, place) => [(TARGETS[place] as Target).machine.id, types]),
  );
  return known;
}

/** The messages that an action of a chart emits and no other effect. */
const sentAlone = (chart: ChartName): readonly string[] => [
  ...new Set(
    [...(emitted().get(chart)?.values() ?? [])].flatMap((effects) =>
      effects.length === 1 && !isInner(chart, effects[0] as string) ? effects : [],
    ),
  ),
];

function target(machine: AnyStateMachine, steps: StepModule, types: string): Target {
  const stepsFile = `machines/steps/${machine.id}.ts`;
  return {
    machine,
    steps,
    file: `src/dealer/engine/${machine.id}.generated.ts`,
    stepsFile,
    writing: {
      source: `machines/${machine.id}.machine.ts`,
      command: COMMAND,
      stepsFrom: `../../../${stepsFile}`,
      typesFrom: '../../../machines/vocabulary.ts',
      context: `${types}Context`,
      event: `${types}Event`,
      effect: 'Effect',
      sent: 'SendEffect',
      partsFrom: '../parts.ts',
      part: types,
      driverFrom: './chart.ts',
      effectsOf: (action, event) => emitted().get(machine.id)?.get(keyOf(action, event)),
      isRouted: (event) => routedTo(machine.id as ChartName).includes(event),
      isSent: (effect) => !isInner(machine.id as ChartName, effect),
    },
  };
}
