/** The built command line as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { isBuilt } from '../repository/built.ts';
import { BOUND, within } from './router.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = `${ROOT}dist/src/cli/main.js`;

export class Program {
  /** Everything written to standard output so far, and to standard error. */
  stdout = '';
  stderr = '';
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  private readonly child: ChildProcess;

  /** Runs a script of this project with Node; its standard input is empty unless one is given. */
  constructor(script: string, args: readonly string[], input?: string) {
    this.child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    this.child.stdin?.on('error', () => {}); // The program ended without reading its input.
    this.child.stdin?.end(input);
    this.child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    const closed = new Promise<number | NodeJS.Signals | null>((resolve) => {
      this.child.once('close', (code, signal) => resolve(signal ?? code));
    });
    // A program may do much before it ends, such as to judge a router.
    this.ended = within(closed, 'the program to end', 4 * BOUND);
    this.ended.catch(() => {});
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await closed;
    });
  }

  /** Lines of its standard output. */
  get lines(): string[] {
    return this.stdout.split('\n').slice(0, -1);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits for a matching line, and returns it. */
  async line(pattern: RegExp): Promise<string> {
    return vi.waitFor(
      () => {
        const line = this.lines.find((each) => pattern.test(each));
        if (line === undefined) throw new Error(`No line fits ${pattern} in:\n${this.stdout}${this.stderr}`);
        return line;
      },
      { timeout: 2 * BOUND, interval: 5 },
    );
  }
}

/** Runs `dealerchart` with these arguments. */
export const dealerchart = (...args: string[]): Program => dealerchartReading(undefined, ...args);

/** Runs `dealerchart` with this text as standard input, and these arguments. */
export function dealerchartReading(input: string | undefined, ...args: string[]): Program {
  isBuilt();
  return new Program(MAIN, args, input);
}

/** Runs `dealerchart serve`, on a free port unless one is given; resolves once it listens. */
export async function serve(
  ...args: string[]
): Promise<Program & { readonly url: string; readonly port: string }> {
  const program = dealerchart('serve', ...(args.includes('--port') ? [] : ['--port', '0']), ...args);
  const line = await program.line(/wss?:\/\//);
  const [, url, port] = /(wss?:\/\/[^:]+:(\d+)\/\w+)/.exec(line) as unknown as [string, string, string];
  return Object.assign(program, { url, port });
}

/** Runs one of the examples. */
export const example = (name: string, ...args: string[]): Program => new Program(`examples/${name}`, args);
