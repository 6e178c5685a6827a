/** `dealerchart check`: tries everything that can happen in a small world, and has the oracles judge it. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { type CounterExample, explore, type Outcome, type Progress } from '../check/explore.ts';
import { type Bounds, tell, tellOutput } from '../check/world.ts';
import { addReading, wholeNumber } from './arguments.ts';

interface CheckFlags {
  readonly policy?: readonly Policy[];
  readonly callees: number;
  readonly calls: number;
  readonly reading?: Readonly<Record<string, string>>;
  readonly json?: true;
}

export const check = new Command('check')
  .description('Try everything that can happen among a few callees and calls, and judge it.')
  .addOption(
    new Option('--policy <policy>', 'check this policy (repeatable); all, if left out').argParser(addPolicy),
  )
  .option('--callees <number>', 'how many callees there are', wholeNumber(1, 8), 2)
  .option('--calls <number>', 'how many calls may be in flight at one time', wholeNumber(1, 8), 2)
  .option('--reading <name=option>', 'read an open question of the text this way (repeatable)', addReading)
  .option('--json', 'write one JSON object for each policy instead of text')
  .action((flags: CheckFlags) => {
    const { policy: policies = POLICIES, callees, calls, reading, json } = flags;
    for (const policy of policies) {
      const bounds = { policy, callees, calls };
      const outcome = run(explore({ ...bounds, readings: reading }), policy);
      const { counterExample, ...counts } = outcome;
      if (json)
        console.log(JSON.stringify({ ...bounds, ...counts, ...(counterExample && { counterExample }) }));
      else console.log(toText(bounds, outcome));
      if (counterExample !== undefined) process.exitCode = 1;
    }
  });

// --- internal ---

/** Explores to the end; shows how it goes on a terminal. */
function run(exploration: Generator<Progress, Outcome>, policy: Policy): Outcome {
  const [start, bar] = [performance.now(), process.stderr.isTTY];
  let shown = start;
  for (;;) {
    const { value, done } = exploration.next();
    const now = performance.now();
    if (bar && (done || now - shown > 100)) {
      const rate = Math.round(value.situations / ((now - start) / 1_000));
      const line = `${policy}: ${value.situations} situations, ${value.frontier} to go on from, ${rate}/s`;
      process.stderr.write(`\r${line.padEnd(78)}${done ? '\r\x1b[K' : ''}`);
      shown = now;
    }
    if (done) return value;
  }
}

function toText(bounds: Bounds, { situations, inputs, depth, counterExample }: Outcome): string {
  const { policy, callees, calls } = bounds;
  if (counterExample !== undefined) return `${policy}: WRONG\n${story(counterExample, bounds)}`;
  const among = `callees: ${callees}, calls at a time: ${calls}`;
  return `${policy}: all rules hold (${among}; ${situations} situations, ${inputs} inputs, at most ${depth} steps away)`;
}

function story({ steps, breaches }: CounterExample, bounds: Bounds): string {
  const lines = steps.flatMap(({ input, outputs }, index) => [
    `${String(index + 1).padStart(3)}. ${tell(input, bounds)}`,
    ...outputs.map((output) => `       ${tellOutput(output, bounds)}`),
  ]);
  return [...lines, ...breaches.map(({ rule, says }) => `  ${rule}: ${says}`)].join('\n');
}

function addPolicy(value: string, before: readonly Policy[] = []): readonly Policy[] {
  if ((POLICIES as readonly string[]).includes(value)) return [...before, value as Policy];
  throw new InvalidArgumentError(`Expected ${POLICIES.join(', ')}.`);
}
