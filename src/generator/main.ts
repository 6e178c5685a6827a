/**
 * `npm run generate`: writes the engine from the charts; with `--check`, only says which files are stale.
 *
 * The same charts give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnyStateMachine } from 'xstate';
import { callMachine } from '../../machines/call.machine.ts';
import { registrationMachine } from '../../machines/registration.machine.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import { callSteps, registrationSteps, sessionSteps } from '../../machines/steps.ts';
import { generate } from './generate.ts';
import type { StepModule } from './verify.ts';

const COMMAND = 'npm run generate';

interface Target {
  readonly machine: AnyStateMachine;
  readonly steps: StepModule;
  readonly types: string;
}

const TARGETS: readonly Target[] = [
  { machine: registrationMachine, steps: registrationSteps, types: 'Registration' },
  { machine: callMachine, steps: callSteps, types: 'Call' },
  { machine: sessionMachine, steps: sessionSteps, types: 'Session' },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const onlyCheck = process.argv.includes('--check');
const stale = TARGETS.filter((target) => !isFresh(target));
if (onlyCheck && stale.length > 0) {
  for (const target of stale)
    console.error(`${fileOf(target)} is stale. Run "${COMMAND}" and commit what it writes.`);
  process.exit(1);
}
for (const target of stale) {
  writeFileSync(`${root}${fileOf(target)}`, textOf(target));
  console.log(`wrote ${fileOf(target)}`);
}
if (stale.length === 0) console.log('The generated files are up to date.');

// --- internal ---

function isFresh(target: Target): boolean {
  const file = `${root}${fileOf(target)}`;
  return existsSync(file) && readFileSync(file, 'utf8') === textOf(target);
}

function fileOf({ machine }: Target): string {
  return `src/engine/${machine.id}.generated.ts`;
}

function textOf(target: Target): string {
  const { machine, steps, types } = target;
  const text = generate(machine, steps, {
    source: `machines/${machine.id}.machine.ts`,
    command: COMMAND,
    stepsFrom: `../../machines/steps/${machine.id}.ts`,
    typesFrom: '../../machines/vocabulary.ts',
    context: `${types}Context`,
    event: `${types}Event`,
    driverFrom: './driver.ts',
  });
  return format(text, fileOf(target));
}

/** In the project's own style, by the project's formatter. */
function format(text: string, file: string): string {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}
