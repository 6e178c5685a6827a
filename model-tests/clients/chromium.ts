/** Chromium, if this machine has one, for tests of pages. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const NAMES = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];

/** Name of the program; undefined if there is none. */
export const BROWSER = NAMES.find((name) => name && spawnSync(name, ['--version']).status === 0);

/** Prints which tests are skipped without Chromium. */
export function warnWithoutBrowser(what: string): void {
  if (BROWSER !== undefined) return;
  console.warn(
    `${what}: no Chromium was found. ` +
      'Install it, such as with apt-get install chromium, or name its file in $CHROMIUM.',
  );
}

export const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];

/** Codes of keys, and the text that each types. */
const KEYS: Readonly<Record<string, { readonly code: number; readonly text?: string }>> = {
  Tab: { code: 9 },
  Enter: { code: 13, text: '\r' },
  Escape: { code: 27 },
};

/** An answer or an event of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A running Chromium with one page, controlled over the DevTools protocol. */
export class Browser {
  /** Requested addresses, in their order. */
  readonly asked: string[] = [];
  /** What failed in the page since the last look. */
  private readonly failures: string[] = [];
  private readonly child: ChildProcess;
  private readonly profile: string;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private socket: WebSocket | undefined;
  private sent = 0;
  private loaded = (): void => {};

  private constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'dealerchart-browser-'));
    const flags = [...FLAGS, `--user-data-dir=${this.profile}`, '--remote-debugging-port=0', 'about:blank'];
    this.child = spawn(BROWSER as string, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  static async open(): Promise<Browser> {
    const browser = new Browser();
    const { port } = new URL(await browser.endpoint());
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      readonly type: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ type }) => type === 'page');
    browser.socket = new WebSocket(page?.webSocketDebuggerUrl as string);
    await once(browser.socket, 'open');
    browser.socket.on('message', (data) => browser.take(JSON.parse(String(data))));
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await browser.send(`${domain}.enable`);
    return browser;
  }

  /** Sets the preferred colour scheme, the size of the window, and whether things may move. */
  async prefer(scheme: 'light' | 'dark', width = 1_280, height = 800, moves = false): Promise<void> {
    const features = [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: moves ? 'no-preference' : 'reduce' },
    ];
    await this.send('Emulation.setEmulatedMedia', { features });
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  async allowScripts(isAllowed: boolean): Promise<void> {
    await this.send('Emulation.setScriptExecutionDisabled', { value: !isAllowed });
  }

  /** Opens a page, and waits until it is loaded. */
  async visit(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.loaded = resolve;
    });
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /**
   * Evaluates an expression in the page, to JSON; waits for a promise.
   *
   * @throws Error if it throws, or if anything in the page has failed since the last time
   */
  async evaluate(expression: string): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', options)) as {
      readonly result?: { readonly value?: unknown };
      readonly exceptionDetails?: unknown;
    };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    const failures = this.failures.splice(0);
    if (failures.length > 0) throw new Error(`The page failed:\n${failures.join('\n')}`);
    return result?.value;
  }

  /** Presses a key and releases it, such as `Tab`, `Enter` or `+`. */
  async press(key: string): Promise<void> {
    const { code, text } = KEYS[key] ?? { code: key.charCodeAt(0), text: key };
    const event = { key, code: key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...(text && { text }) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async close(): Promise<void> {
    this.socket?.terminate();
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  // --- internal ---

  /** Address of the DevTools protocol, which Chromium prints at its start. */
  private endpoint(): Promise<string> {
    let said = '';
    return new Promise((resolve, reject) => {
      this.child.stderr?.setEncoding('utf8').on('data', (text) => {
        said += text;
        const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
        if (url !== undefined) resolve(url);
      });
      this.child.once('close', () => reject(new Error(`Chromium did not start:\n${said}`)));
    });
  }

  private send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.sent;
    this.socket?.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${error.message}`)),
      );
    });
  }

  private take(message: Message): void {
    if (message.id !== undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    }
    if (message.method === 'Page.loadEventFired') this.loaded();
    if (message.method === 'Runtime.exceptionThrown') this.failures.push(JSON.stringify(message.params));
    // Without those of the network: a test may ask for what is not there.
    if (message.method === 'Log.entryAdded') {
      const { entry } = message.params as {
        readonly entry: { readonly level: string; readonly source: string };
      };
      if (entry.level === 'error' && entry.source !== 'network') this.failures.push(JSON.stringify(entry));
    }
    if (message.method === 'Network.requestWillBeSent') {
      this.asked.push((message.params as { readonly request: { readonly url: string } }).request.url);
    }
  }
}
