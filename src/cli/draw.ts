/** `dealerchart draw`: pictures of a chart, or of the messages of a scenario. */
import { existsSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addReading, wholeNumber } from './arguments.ts';
import { Mistake } from './configuration.ts';
import { type DrawFlags, type Drawing, drawingOf, FORMATS } from './drawing.ts';
import { repeatFor } from './watching.ts';

export const drawCommand = new Command('draw')
  .description('Draw a chart as a statechart, or a scenario as a diagram of its messages.')
  .argument(
    '<what>',
    'session, registration or call; or a scenario: a page, a name in the library, or - for standard input',
  )
  .addOption(
    new Option(
      '--as <format>',
      'format; by default that of --out, or svg for charts and ascii for scenarios',
    ).choices(FORMATS),
  )
  .option('--out <file>', 'write to this file instead of standard output')
  .option('--watch', 'draw again whenever the page changes, until Ctrl-C')
  .option('--from <step>', 'begin with this step of the scenario', wholeNumber(1, 1_000_000))
  .option('--without-setup', 'begin where sessions have joined and callees have registered')
  .option('--title <text>', 'write this text above the diagram of a scenario')
  .option(
    '--highlight <page>',
    'highlight the edges that this scenario takes in a chart (repeatable)',
    addPage,
  )
  .option('--docs <folder>', 'folder of rules.md and readings.md, to which an svg links')
  .option(
    '--width <number>',
    'maximum length of a line of ascii (default: 72), or width of a png in pixels',
    wholeNumber(1, 100_000),
  )
  .option('--indent <columns>', 'indentation of each line of ascii, included in --width', wholeNumber(0, 32))
  .option('--scale <factor>', 'size of a png, compared with the svg (default: 2)', factor)
  .option('--dark', 'draw a png with light text on a dark page')
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 2 ** 32 - 1), 1)
  .action(async (what: string, flags: DrawFlags) => {
    try {
      const drawing = drawingOf(what, flags);
      if (flags.watch) await watch(drawing, flags);
      else write(await drawing.draw(), drawing, flags);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      drawCommand.error(`error: ${error.message}`, { exitCode: 2 });
    }
  });

// --- internal ---

function addPage(page: string, before: readonly string[] = []): readonly string[] {
  return [...before, page];
}

function factor(value: string): number {
  const number = Number(value);
  if (/^\d+(\.\d+)?$/.test(value) && number >= 0.1 && number <= 10) return number;
  throw new InvalidArgumentError('Expected a number from 0.1 to 10.');
}

/** Draws again after each change of a page. A mistake in a page is printed, and the last picture stays. */
async function watch(drawing: Drawing, flags: DrawFlags): Promise<void> {
  const { pages } = drawing;
  const { out } = flags;
  const missing = pages.find((page) => !existsSync(page));
  if (pages.length === 0)
    throw new Mistake('Expected a page to watch: a scenario, or --highlight <page> with a chart.');
  if (missing !== undefined) throw new Mistake(`Expected a file to watch, but there is no ${missing}.`);
  if (out !== undefined && pages.some((page) => relative(page, out) === ''))
    throw new Mistake(`Expected --out to be another file than the page, but ${out} is both.`);
  console.error(`Watching ${pages.join(', ')}; Ctrl-C ends it.`);
  let last: string | Uint8Array | undefined;
  await repeatFor(pages, async () => {
    try {
      const picture = await drawing.draw();
      if (last !== undefined && Buffer.compare(Buffer.from(last), Buffer.from(picture)) === 0) return;
      last = picture;
      if (out === undefined && process.stdout.isTTY) process.stdout.write(CLEAR);
      write(picture, drawing, flags);
      if (out !== undefined) console.error(`${new Date().toLocaleTimeString('en-GB')} ${out}`);
    } catch (error) {
      last = undefined;
      console.error(error instanceof Mistake ? `error: ${error.message}` : error);
    }
  });
}

/** Clears a terminal. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

function write(picture: string | Uint8Array, { format }: Drawing, { out }: DrawFlags): void {
  if (out === undefined) {
    if (format === 'png' && process.stdout.isTTY)
      throw new Mistake('Expected --out <file> for a png, but standard output is a terminal.');
    process.stdout.write(picture);
    return;
  }
  try {
    writeFileSync(out, picture);
  } catch (error) {
    throw new Mistake((error as Error).message);
  }
}
