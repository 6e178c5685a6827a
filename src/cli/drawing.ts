/** Draws what `dealerchart draw` is asked for. */
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { Edge } from '../compiler/chart/chart.ts';
import type { ChartName } from '../compiler/chart/index.ts';
import { drawFlow, FLOW_FORMATS, type FlowFormat } from '../tools/draw/flow/index.ts';
import { afterSetup } from '../tools/draw/flow/setup.ts';
import type { FixedStyles } from '../tools/draw/scheme.ts';
import { CHART_FORMATS, type ChartFormat, drawChart } from '../tools/draw/statechart/index.ts';
import { inFull } from '../tools/scenario/error.ts';
import type { Scenario } from '../tools/scenario/scenario.ts';
import type { Trace } from '../tools/trace/trace.ts';
import { Mistake } from './configuration.ts';
import { readScenario } from './scenario.ts';

export interface DrawFlags {
  readonly as?: Format;
  readonly out?: string;
  readonly highlight?: readonly string[];
  readonly docs?: string;
  readonly from?: number;
  readonly withoutSetup?: true;
  readonly title?: string;
  readonly width?: number;
  readonly indent?: number;
  readonly scale?: number;
  readonly dark?: true;
  readonly reading?: Partial<Readings>;
  readonly seed: number;
  readonly watch?: true;
}

export type Format = ChartFormat | FlowFormat | 'png';

export const FORMATS: readonly Format[] = [...new Set([...CHART_FORMATS, ...FLOW_FORMATS, 'png' as const])];

/** A picture to be drawn, maybe several times. */
export interface Drawing {
  readonly format: Format;
  /** Pages that it depends on. */
  readonly pages: readonly string[];
  /** @throws Mistake if a page cannot be read, or an option does not fit it */
  readonly draw: () => Promise<string | Uint8Array>;
}

/**
 * Checks what is asked for.
 *
 * @param what the name of a chart, or a page
 * @throws Mistake if options contradict each other
 */
export function drawingOf(what: string, flags: DrawFlags): Drawing {
  return isChart(what) ? chartDrawing(what, flags) : flowDrawing(what, flags);
}

// --- internal ---

const NAMES: readonly ChartName[] = ['session', 'registration', 'call'];

const isChart = (what: string): what is ChartName => NAMES.includes(what as ChartName);

/** Formats by file extension. */
const ENDINGS: Readonly<Record<string, Format>> = {
  svg: 'svg',
  mmd: 'mermaid',
  dot: 'dot',
  scxml: 'scxml',
  txt: 'ascii',
  png: 'png',
};

/** Minimum and maximum of `--width`, by format. */
const WIDTHS = { ascii: [24, 1_000], png: [16, 16_384] } as const;

function chartDrawing(name: ChartName, flags: DrawFlags): Drawing {
  const format = formatFor('a chart', [...CHART_FORMATS, 'png'], flags);
  if (flags.docs !== undefined && format !== 'svg')
    refuse(`Expected --docs only for svg, whose rules are links, but ${format} came.`);
  refuseUnless(flags, ['from', 'withoutSetup', 'title'], false, 'with a scenario', name);
  checkSizes(flags, format);
  const folder = flags.docs?.replace(/(?<!\/)$/, '/') ?? '';
  const links = { rules: `${folder}rules.md`, readings: `${folder}readings.md` };
  const draw = async (): Promise<string | Uint8Array> => {
    // Loaded here, so that other commands do not wait for XState.
    const { CHARTS } = await import('../compiler/chart/index.ts');
    const walked = await edgesWalked(name, flags);
    if (format !== 'png') return drawChart(CHARTS[name], format, walked, links);
    const { FIXED_STYLES } = await import('../tools/draw/statechart/style.ts');
    return asPng(await drawChart(CHARTS[name], 'svg', walked, links), FIXED_STYLES, flags);
  };
  return { format, pages: flags.highlight ?? [], draw };
}

function flowDrawing(page: string, flags: DrawFlags): Drawing {
  const format = formatFor('a scenario', [...FLOW_FORMATS, 'png'], flags);
  const charts = `with a chart (${NAMES.join(', ')})`;
  refuseUnless(flags, ['highlight', 'docs'], false, charts, page);
  if (flags.from !== undefined && flags.withoutSetup)
    refuse('Expected --from or --without-setup, but both came.');
  checkSizes(flags, format);
  const draw = async (): Promise<string | Uint8Array> => {
    const trace = await traced(page, flags);
    const { title: heading, width, indent } = flags;
    const part = { from: firstStep(trace, flags), heading };
    if (format !== 'png') return drawFlow(trace, format, { ...part, width, indent });
    const { FIXED_STYLES } = await import('../tools/draw/flow/style.ts');
    return asPng(drawFlow(trace, 'svg', part), FIXED_STYLES, flags);
  };
  return { format, pages: [page], draw };
}

/** Edges to highlight; undefined if there are none to choose. */
async function edgesWalked(name: ChartName, flags: DrawFlags): Promise<ReadonlySet<Edge> | undefined> {
  const walked = flags.highlight && new Set<Edge>();
  for (const page of flags.highlight ?? []) {
    const { steps } = await traced(page, flags);
    const events = steps.flatMap((step) => step.events).filter((event) => event.chart === name);
    for (const { edge } of events) if (edge !== undefined) walked?.add(edge);
  }
  return walked;
}

function firstStep(trace: Trace, { from, withoutSetup }: DrawFlags): number | undefined {
  const last = trace.steps.length;
  if (from !== undefined && from > last)
    refuse(`Expected a step from 1 to ${last} as --from, but ${from} came.`);
  if (!withoutSetup) return from;
  return (
    afterSetup(trace) ??
    refuse(
      'Expected a step after the setup, but in this scenario sessions only join and register; leave --without-setup out.',
    )
  );
}

async function asPng(
  svg: string,
  styles: FixedStyles,
  { width, scale, dark }: DrawFlags,
): Promise<Uint8Array> {
  const { drawPng } = await import('../tools/draw/png.ts');
  try {
    return drawPng(svg, styles[dark ? 'dark' : 'light'], { width, scale });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** Refuses sizes that are out of range, or that the format does not have. */
function checkSizes(flags: DrawFlags, format: Format): void {
  const { width, indent = 0 } = flags;
  refuseUnless(flags, ['width'], format in WIDTHS, 'for ascii and png', format);
  refuseUnless(flags, ['indent'], format === 'ascii', 'for ascii', format);
  refuseUnless(flags, ['scale', 'dark'], format === 'png', 'for png', format);
  if (width !== undefined && flags.scale !== undefined) refuse('Expected --width or --scale, but both came.');
  const [least, most] = WIDTHS[format as keyof typeof WIDTHS] ?? [0, 0];
  if (width !== undefined && (width < least || width > most))
    refuse(`Expected a --width from ${least} to ${most} for ${format}, but ${width} came.`);
  const left = (width ?? 72) - indent;
  if (format === 'ascii' && left < least)
    refuse(`Expected at least ${least} columns beside --indent, but ${left} are left.`);
}

/** Refuses options where they have no meaning. */
function refuseUnless(
  flags: DrawFlags,
  options: readonly (keyof DrawFlags)[],
  isOfUse: boolean,
  where: string,
  came: string,
): void {
  const odd = options.find((option) => !isOfUse && flags[option] !== undefined);
  if (odd === undefined) return;
  const name = odd.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  refuse(`Expected --${name} only ${where}, but ${came} came.`);
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
    return refuse(`${inFull(error)}${charts}`);
  }
}

function refuse(message: string): never {
  throw new Mistake(message);
}
