/** The stream of the router: read as it comes, and opened again when it ends. */
import type { Line, Story } from '../../../router/inspector/protocol.ts';

export interface StreamOptions {
  readonly onLine: (line: Line) => void;
  /** Called with the state of the connection, in words. */
  readonly onState: (state: 'live' | 'connecting' | 'refused' | 'lost', words: string) => void;
}

/** Time to wait before the stream is opened again, in milliseconds. */
const PAUSE = 1_000;

export class Stream {
  private readonly options: StreamOptions;
  private query = new URLSearchParams();
  private token: string | undefined;
  private abort = new AbortController();

  constructor(options: StreamOptions) {
    this.options = options;
  }

  /** Opens the stream, in place of the present one. */
  open(query: URLSearchParams, token: string | undefined): void {
    this.query = query;
    this.token = token;
    this.abort.abort();
    this.abort = new AbortController();
    void this.run(this.abort.signal);
  }

  /** Asks for the course of a call; throws an error with the router's sentence if it is not known. */
  async story(query: URLSearchParams): Promise<Story> {
    const response = await fetch(`call?${query}`, { headers: this.headers() });
    if (!response.ok) throw new Error((await response.text()).trim());
    return (await response.json()) as Story;
  }

  // --- internal ---

  private headers(): Record<string, string> {
    return this.token === undefined ? {} : { Authorization: `Bearer ${this.token}` };
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { onState } = this.options;
    while (!signal.aborted) {
      try {
        const response = await fetch(`stream?${this.query}`, { headers: this.headers(), signal });
        if (response.status === 401)
          return onState('refused', this.token === undefined ? '' : (await response.text()).trim());
        if (!response.ok || response.body === null) throw new Error((await response.text()).trim());
        onState('live', 'Live');
        await this.read(response.body, signal);
        onState('lost', 'The router has ended the stream. Connecting again …');
      } catch (error) {
        if (signal.aborted) return;
        const { message } = error as Error;
        onState(
          'lost',
          error instanceof TypeError ? 'The router cannot be reached. Trying again …' : message,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  private async read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) this.options.onLine(JSON.parse(line) as Line);
    }
  }
}
