/** `dealerchart new`: writes a scenario from a few answers. */
import { existsSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { nearestTo } from '../tools/consult/look-up.ts';
import { list } from '../tools/explain/layout.ts';
import { type Answers, type Draft, draftScenario, ENDS, type End } from '../tools/scenario/draft.ts';
import { CALLEES } from '../tools/scenario/people.ts';
import { wholeNumber } from './arguments.ts';
import { type Question, Questioner } from './question.ts';

interface NewFlags {
  readonly policy?: Policy;
  readonly callees?: number;
  readonly refuse?: string;
  readonly then?: End;
  readonly force?: true;
}

export const newCommand = new Command('new')
  .description('Write a scenario from a few answers, which it asks for at a terminal.')
  .argument('[file]', 'page to write, or - for standard output; named after the answers if omitted')
  .addOption(new Option('--policy <policy>', 'policy of the registration').choices(POLICIES))
  .option('--callees <number>', 'number of callees', wholeNumber(1, CALLEES.length))
  .option(
    '--refuse <names>',
    `callees that refuse the call: ${CALLEES.slice(0, 3).join(', ')} ..., all or none`,
  )
  .addOption(
    new Option('--then <end>', 'what happens at the first callee that does not refuse').choices(ENDS),
  )
  .option('--force', 'overwrite the page if it is there')
  .action(async (file: string | undefined, flags: NewFlags) => {
    // Refused before the questions are asked.
    if (file !== undefined) checkFree(file, flags);
    const answers = await answersFor(flags);
    const path = file ?? fileFor(answers);
    checkFree(path, flags);
    const draft = await draftScenario(answers, path);
    if (flags.then !== undefined && !draft.isTaken)
      refuse(`Expected a callee that takes the call, for --then ${flags.then}, but none is left.`);
    if (path === '-') process.stdout.write(draft.page);
    else write(path, draft, flags);
  });

// --- internal ---

/** The answers in the options; those that are missing are asked for at a terminal, and are the defaults elsewhere. */
async function answersFor(flags: NewFlags): Promise<Answers> {
  const isAsking = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const questioner = isAsking ? new Questioner() : undefined;
  const answer = async <Value>(given: string | undefined, question: Question<Value>): Promise<Value> => {
    if (given !== undefined) return readOption(given, question);
    return questioner === undefined ? question.read(question.default) : questioner.ask(question);
  };
  const policy = await answer(flags.policy, POLICY);
  const callees = await answer(flags.callees?.toString(), numberOfCallees(policy));
  const refusing = await answer(flags.refuse, refusals(policy, CALLEES.slice(0, callees)));
  const end = refusing.length === callees ? 'answer' : await answer(flags.then, END);
  questioner?.close();
  return { policy, callees, refusing, end };
}

const POLICY: Question<Policy> = {
  asks: `Policy (${POLICIES.join(', ')})?`,
  default: 'roundrobin',
  read: (answer) => oneOf(answer, POLICIES),
};

const numberOfCallees = (policy: Policy): Question<number> => ({
  asks: `Number of callees (1 to ${CALLEES.length})?`,
  default: policy === 'single' ? '1' : '2',
  read: wholeNumber(1, CALLEES.length),
});

const refusals = (policy: Policy, callees: readonly string[]): Question<readonly string[]> => ({
  asks: `Which of them refuse the call (${[...callees, 'all', 'none'].join(', ')})?`,
  default: (policy === 'last' ? callees.at(-1) : callees[0]) as string,
  read(answer) {
    if (answer === 'none') return [];
    if (answer === 'all') return callees;
    return [...new Set(answer.split(/[\s,]+/).map((name) => oneOf(name, callees)))];
  },
});

const END: Question<End> = {
  asks: `What happens at the first callee that does not refuse (${ENDS.join(', ')})?`,
  default: 'answer',
  read: (answer) => oneOf(answer, ENDS),
};

function oneOf<Value extends string>(answer: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === answer.toLowerCase());
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `Expected ${list(values, 'or')}, but ${answer} came.${nearestTo(answer, values)}`,
  );
}

function readOption<Value>(given: string, { read }: Question<Value>): Value {
  try {
    return read(given);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** A name such as `roundrobin-2-alice-refuses-answer.md`. */
function fileFor({ policy, callees, refusing, end }: Answers): string {
  const who = refusing.length === callees ? 'all' : refusing.join('-') || 'none';
  return `${[policy, callees, who, 'refused', ...(who === 'all' ? [] : [end])].join('-')}.md`;
}

function checkFree(file: string, { force }: NewFlags): void {
  if (file !== '-' && force !== true && existsSync(file))
    refuse(`Expected the name of a new file, but ${file} is there. Choose another name, or --force.`);
}

function write(file: string, { page, title, unasked }: Draft, { force }: NewFlags): void {
  try {
    writeFileSync(file, page, { flag: force === true ? 'w' : 'wx' });
  } catch (error) {
    refuse(`${file} cannot be written; choose another file (${(error as Error).message})`);
  }
  console.log(`Wrote ${file}: ${title}.`);
  if (unasked.length > 0)
    console.log(
      `The dealer does not invoke ${list(unasked)} for this call, so ${list(unasked)} cannot refuse it.`,
    );
  console.log(`Play it:    dealerchart play ${file}\nExplain it: dealerchart explain ${file}`);
}

const refuse = (sentence: string): never => newCommand.error(`error: ${sentence}`, { exitCode: 2 });
