/** The charts that are compiled, and where the code of each will stand. */
import type { AnyStateMachine } from 'xstate';
import { callMachine } from '../../machines/call.machine.ts';
import { registrationMachine } from '../../machines/registration.machine.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import { callSteps, registrationSteps, sessionSteps } from '../../machines/steps.ts';
import type { StepModule } from './verify.ts';
import type { Writing } from './write.ts';

export const COMMAND = 'npm run generate';

export interface Target {
  readonly machine: AnyStateMachine;
  readonly steps: StepModule;
  /** The file that is written, and the one that its steps are in, from the root of the repository. */
  readonly file: string;
  readonly stepsFile: string;
  readonly writing: Writing;
}

export const TARGETS: readonly Target[] = [
  target(registrationMachine, registrationSteps, 'Registration'),
  target(callMachine, callSteps, 'Call'),
  target(sessionMachine, sessionSteps, 'Session'),
];

// --- internal ---

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
      driverFrom: './driver.ts',
    },
  };
}
