/** `dealerchart draw`: pictures of a chart, or of the messages of a scenario. */
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { Edge } from '../compiler/chart/chart.ts';
import type { ChartName } from '../compiler/chart/index.ts';
import { drawFlow, FLOW_FORMATS, type FlowFormat } from '../tools/draw/flow/index.ts';
import { CHART_FORMATS, type ChartFormat, drawChart } from '../tools/draw/statechart/index.ts';
import type { Scenario } from '../tools/scenario/scenario.ts';
import type { Trace } from '../tools/trace/trace.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { readScenario } from './scenario.ts';

interface DrawFlags {
  readonly as?: Format;
  readonly out?: string;
  readonly highlight?: readonly string[];
  readonly docs?: string;
  readonly reading?: Partial<Readings>;
  readonly seed: number;
  readonly width?: number;
  readonly indent?: number;
}

type Format = ChartFormat | FlowFormat;

const FORMATS: readonly Format[] = [...new Set([...CHART_FORMATS, ...FLOW_FORMATS])];

/** Formats by file extension. */
const ENDINGS: Readonly<Record<string, Format>> = {
  svg: 'svg',
  mmd: 'mermaid',
  dot: 'dot',
  scxml: 'scxml',
  txt: 'ascii',
};

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
  .option(
    '--highlight <page>',
    'highlight the edges that this scenario takes in a chart (repeatable)',
    addPage,
  )
  .option('--docs <folder>', 'folder of rules.md and readings.md, to which an svg links')
  .option('--width <columns>', 'maximum length of a line of ascii (default: 72)', wholeNumber(40, 1_000))
  .option('--indent <columns>', 'indentation of each line of ascii, included in --width', wholeNumber(0, 32))
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 2 ** 32 - 1), 1)
  .action(async (what: string, flags: DrawFlags) => {
    const text = isChart(what) ? await chartAsText(what, flags) : await flowAsText(what, flags);
    if (flags.out === undefined) process.stdout.write(text);
    else write(flags.out, text);
  });

// --- internal ---

function addPage(page: string, before: readonly string[] = []): readonly string[] {
  return [...before, page];
}

const NAMES: readonly ChartName[] = ['session', 'registration', 'call'];

const isChart = (what: string): what is ChartName => NAMES.includes(what as ChartName);

async function chartAsText(name: ChartName, flags: DrawFlags): Promise<string> {
  const format = formatFor('a chart', CHART_FORMATS, flags);
  if (flags.docs !== undefined && format !== 'svg') {
    refuse(`Expected --docs only for svg, whose rules are links, but ${format} came.`);
  }
  refuseForAscii(flags, format);
  // Loaded here, so that other commands do not wait for XState.
  const { CHARTS } = await import('../compiler/chart/index.ts');
  const walked = flags.highlight && new Set<Edge>();
  for (const page of flags.highlight ?? []) {
    const { steps } = await traced(page, flags);
    const events = steps.flatMap((step) => step.events).filter((event) => event.chart === name);
    for (const { edge } of events) if (edge !== undefined) walked?.add(edge);
  }
  const folder = flags.docs?.replace(/(?<!\/)$/, '/') ?? '';
  return drawChart(CHARTS[name], format, walked, {
    rules: `${folder}rules.md`,
    readings: `${folder}readings.md`,
  });
}

async function flowAsText(page: string, flags: DrawFlags): Promise<string> {
  const format = formatFor('a scenario', FLOW_FORMATS, flags);
  for (const option of ['highlight', 'docs'] as const) {
    if (flags[option] !== undefined) {
      refuse(`Expected --${option} only with a chart (${NAMES.join(', ')}), but ${page} came.`);
    }
  }
  const { width = 72, indent = 0 } = flags;
  if (format !== 'ascii') refuseForAscii(flags, format);
  else if (width - indent < 40)
    refuse(`Expected at least 40 columns beside --indent, but ${width - indent} are left.`);
  return drawFlow(await traced(page, flags), format, { width: flags.width, indent: flags.indent });
}

/** Refuses options that apply to ascii only. */
function refuseForAscii(flags: DrawFlags, format: Format): void {
  for (const option of ['width', 'indent'] as const) {
    if (flags[option] !== undefined) refuse(`Expected --${option} only for ascii, but ${format} came.`);
  }
}

/** The format by name or by file extension; the first one by default. */
function formatFor<F extends Format>(what: string, formats: readonly F[], { as, out }: DrawFlags): F {
  const ending = out === undefined ? undefined : (/\.(\w+)$/.exec(out)?.[1] ?? '');
  const format = as ?? (ending === undefined ? formats[0] : ENDINGS[ending]);
  if (format === undefined) {
    const endings = Object.keys(ENDINGS).filter((one) => formats.includes(ENDINGS[one] as F));
    refuse(`Expected a file that ends in .${endings.join(', .')}, or --as <format>, but ${out} came.`);
  }
  if (!formats.includes(format as F)) {
    refuse(`Expected a format for ${what} (${formats.join(', ')}), but ${format} came.`);
  }
  return format as F;
}

async function traced(page: string, { reading, seed }: DrawFlags): Promise<Trace> {
  const scenario = read(page);
  const { trace } = await import('../tools/trace/trace.ts');
  return trace(scenario, { readings: { ...DEFAULT_READINGS, ...reading }, seed });
}

function read(page: string): Scenario {
  try {
    return readScenario(page, { draft: true });
  } catch (error) {
    const charts = /^\w+$/.test(page) ? ` The charts are ${NAMES.join(', ')}.` : '';
    return refuse(`${(error as Error).message}${charts}`);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    refuse((error as Error).message);
  }
}

const refuse = (message: string): never => drawCommand.error(`error: ${message}`, { exitCode: 2 });
