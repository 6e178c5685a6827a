/** `dealerchart check`: explores all states of a small system, and checks each of them with the oracles. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { scenarioOf } from '../tools/check/counterexample.ts';
import type { Check, Outcome } from '../tools/check/explore.ts';
import { toJson, toText, toTextSoFar } from '../tools/check/report.ts';
import { writeScenario } from '../tools/scenario/write.ts';
import { addReading, wholeNumber } from './arguments.ts';
import type { Task } from './explorer.ts';
import { type Exploration, Explorers } from './explorers.ts';
import { Meter } from './meter.ts';

interface CheckFlags {
  readonly policy?: readonly Policy[];
  readonly callees: number;
  readonly calls: number;
  readonly plain: number;
  readonly progress?: true;
  readonly conflicts?: true;
  readonly rejoin?: true;
  readonly obstacles?: true;
  readonly reading?: Readonly<Record<string, string>>;
  readonly out?: string;
  readonly json?: true;
}

export const check = new Command('check')
  .description('Explore all states of a few callees and calls, and judge each of them.')
  .addOption(
    new Option('--policy <policy>', 'check only this policy (repeatable); all by default').argParser(
      addPolicy,
    ),
  )
  .option('--callees <number>', 'number of callees', wholeNumber(1, 8), 2)
  .option('--calls <number>', 'maximum number of concurrent calls', wholeNumber(1, 8), 2)
  .option('--plain <number>', 'number of callees that announce no features', wholeNumber(0, 8), 0)
  .option('--progress', 'include progressive results, and half of a timeout')
  .option('--conflicts', 'include REGISTERs with a different policy')
  .option('--rejoin', 'let participants that left come back')
  .option('--obstacles', 'include undeliverable messages')
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option('--out <folder>', 'write the path to a violation as a scenario, check-<policy>.md')
  .option('--json', 'write one JSON object for each policy instead of text')
  .action(async ({ policy: policies = POLICIES, reading, out, json, ...bounds }: CheckFlags) => {
    if (bounds.plain > bounds.callees) {
      check.error(
        `error: Expected at most ${bounds.callees} callees without features, but ${bounds.plain} came.`,
      );
    }
    const tasks = policies.map((policy): Task => ({ policy, ...bounds, readings: reading }));
    const explorers = new Explorers(tasks);
    const meter = new Meter(explorers, process.stderr);
    const left = [...explorers.explorations];
    /** Prints the result of the next exploration in order, or its progress. */
    const printNext = (): void => {
      const { task, outcome, progress } = left.shift() as Exploration;
      meter.clear();
      const page = outcome && pageOf(task, outcome, out);
      if (json) console.log(toJson(task, outcome ?? progress, page));
      else console.log(outcome ? toText(task, outcome, page) : toTextSoFar(task, progress));
      if (page !== undefined) process.exitCode = 1;
    };
    process.once('SIGINT', () => {
      explorers.stop();
      while (left.length > 0) printNext();
      process.exit(130);
    });
    meter.start();
    try {
      await explorers.run(() => {
        while (left[0]?.outcome !== undefined) printNext();
      });
    } finally {
      meter.stop();
    }
  });

/**
 * The scenario that leads to a violation, if there is one.
 *
 * @param out the folder to write to, which is created if it does not exist
 * @returns the page
 */
export function pageOf(
  task: Check,
  { counterExample }: Outcome,
  out: string | undefined,
): string | undefined {
  if (counterExample === undefined) return undefined;
  const file = join(out ?? '.', `check-${task.policy}.md`);
  const page = writeScenario(scenarioOf(counterExample, task, file));
  if (out === undefined) return page;
  mkdirSync(out, { recursive: true });
  writeFileSync(file, page);
  return page;
}

// --- internal ---

function addPolicy(value: string, before: readonly Policy[] = []): readonly Policy[] {
  if ((POLICIES as readonly string[]).includes(value)) return [...before, value as Policy];
  throw new InvalidArgumentError(`Expected ${POLICIES.join(', ')}.`);
}
