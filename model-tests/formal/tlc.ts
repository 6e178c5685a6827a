/** Runs TLC on the modules, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import {
  type Claims,
  type Model,
  type ModelFiles,
  modelFiles,
  traceFiles,
} from '../../src/tools/formal/model.ts';
import { writeModules } from '../../src/tools/formal/modules.ts';
import type { Trace } from '../../src/tools/formal/trace.ts';
import { readDump } from './dump.ts';
import type { Graph } from './graph.ts';

/** The modules, by name: their texts. */
export type Modules = Readonly<Record<string, string>>;

/** What TLC says of a model. */
export interface Checked {
  /** Its output. */
  readonly output: string;
  /** The revision of its sources. */
  readonly version: string;
  /** Number of distinct states, also of those in which the dealer still has something to do. */
  readonly states: number;
  /** Duration in seconds. */
  readonly seconds: number;
  /** True if all states were found, and no claim is wrong. */
  readonly isRight: boolean;
}

/** The same, with the graph of the situations. */
export interface Found extends Checked {
  readonly graph: Graph;
}

/** How TLC is run. */
export interface TlcOptions {
  /** Path of tla2tools.jar. */
  readonly jar: string;
  /** What it checks while it finds all states; nothing if omitted. */
  readonly claims?: Claims | undefined;
  /** The time that it has, in seconds; without end if omitted. */
  readonly timeout?: number | undefined;
  /** Changes of modules, by their names: the text in place of that of the file. */
  readonly changed?: Modules | undefined;
}

/** Checks claims about a model. */
export const check = (model: Model, claims: Claims, options: TlcOptions): Promise<Checked> =>
  inFolder(modelFiles(model, claims), options, (folder) => run(folder, options, []));

/**
 * Has TLC find all states of a model.
 *
 * @throws Error with the end of its output if it does not, or if a claim is wrong
 */
export const findGraph = (model: Model, options: TlcOptions): Promise<Found> =>
  inFolder(modelFiles(model, options.claims ?? NONE), options, async (folder) => {
    const checked = await run(folder, options, ['-dump', 'dot,actionlabels', 'graph']);
    if (!checked.isRight)
      throw new Error(
        `Expected TLC (${options.jar}) to find all states, but it says:\n${checked.output.slice(-4_000)}`,
      );
    return { ...checked, graph: await readDump(join(folder, 'graph.dot')) };
  });

/**
 * Has TLC read a trace, depth-first: one behaviour that fits is enough.
 *
 * @param lastLine see `traceFiles`
 */
export const follow = (
  trace: Trace,
  readings: Model['readings'],
  options: TlcOptions,
  lastLine?: number,
): Promise<Checked> =>
  inFolder(traceFiles(trace, readings, lastLine), options, (folder) =>
    run(folder, options, [], ['-Dtlc2.tool.queue.IStateQueue=StateDeque']),
  );

// --- internal ---

const NONE: Claims = { specification: 'Spec', invariants: [], properties: [] };

async function inFolder<T>(
  files: ModelFiles,
  { changed = {} }: TlcOptions,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-tlc-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    writeModules(folder, files);
    for (const [name, text] of Object.entries(changed)) writeFileSync(join(folder, `${name}.tla`), text);
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function run(
  folder: string,
  { jar, timeout }: TlcOptions,
  flags: readonly string[],
  javaFlags: readonly string[] = [],
): Promise<Checked> {
  const start = performance.now();
  const args = [
    // One thread and one hash function: the same output each time.
    ...[
      '-XX:+UseSerialGC',
      '-Xmx3g',
      '-Xss16m',
      `-Duser.home=${folder}`,
      `-Djava.io.tmpdir=${folder}`,
      ...javaFlags,
    ],
    ...['-cp', jar, 'tlc2.TLC'],
    ...['-workers', '1', '-fp', '1', '-noGenerateSpecTE', ...flags, '-config', 'MC.cfg', 'MC.tla'],
  ];
  const output = await java(folder, args, timeout);
  const [, version = 'unknown'] = /^TLC2 Version .*\(rev: (\w+)\)/m.exec(output) ?? [];
  const [, states = '0', left] = /(\d+) distinct states found, (\d+) states left on queue/.exec(output) ?? [];
  return {
    output,
    version,
    states: Number(states),
    seconds: (performance.now() - start) / 1_000,
    isRight: output.includes('Model checking completed. No error has been found.') && left === '0',
  };
}

function java(cwd: string, args: readonly string[], timeout: number | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('java', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    let output = '';
    const note = (data: Buffer): void => {
      output = `${output}${data}`.slice(-MOST_OUTPUT);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', ({ message }) =>
      reject(
        new Error(
          `Expected a Java runtime to run TLC, but "${message}" came: install one, such as openjdk-17-jre-headless.`,
        ),
      ),
    );
    const late = timeout && setTimeout(end, timeout * 1_000);
    child.on('close', (_, signal) => {
      process.off('exit', end);
      clearTimeout(late);
      if (signal === null) return resolve(output);
      const [, states = 'few'] = /([\d,]+) distinct states found/.exec(output.slice(-LAST_LINES)) ?? [];
      reject(
        new Error(
          `Expected TLC to end${timeout === undefined ? '' : ` within ${timeout} s`}, but it was stopped after ${states} states; raise --timeout.`,
        ),
      );
    });
  });
}

/** Characters in which its latest report of progress is. */
const LAST_LINES = 400;

/** Characters of TLC's output that are kept. */
const MOST_OUTPUT = 1_000_000;
