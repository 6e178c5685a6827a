/** Mermaid accepts the generated diagrams, and reads the same messages from them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { window } from './dom.test-helper.ts';
import { flowOf } from './flow.ts';
import { drawFlow } from './index.ts';
import { allTraces, messagesOf, traceOf, traceScript } from './traces.test-helper.ts';

const TRACES = await allTraces();

/** A diagram as Mermaid has read it. */
interface Read {
  readonly getActorKeys: () => readonly string[];
  readonly getActors: () => ReadonlyMap<string, { readonly description: string }>;
  readonly getMessages: () => readonly {
    readonly from?: string;
    readonly to?: string;
    readonly message: unknown;
  }[];
}

let read: (text: string) => Promise<Read>;

beforeAll(async () => {
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import('mermaid');
  await mermaid.parse('sequenceDiagram'); // which loads what it needs to know of such diagrams
  read = async (text) => (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as Read;
});

/** The displayed text: Mermaid marks character numbers in its own way. */
const shown = (text: string): string =>
  text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('<br/>', ' ');

describe('Mermaid reads every message and every name', () => {
  test.each([...TRACES])('%s', async (_, trace) => {
    const flow = flowOf(trace);
    const diagram = await read(drawFlow(trace, 'mermaid'));
    const names = diagram
      .getActorKeys()
      .map((key) => shown(diagram.getActors().get(key)?.description ?? '').split(' ')[0]);
    expect(new Set(names)).toEqual(new Set(['dealer', ...trace.sessions]));
    const nameOf = (key = ''): string | undefined => names[diagram.getActorKeys().indexOf(key)];
    const arrows = diagram
      .getMessages()
      .filter(({ from, to }) => from !== undefined && to !== undefined && from !== to);
    const drawn = arrows.flatMap(({ from, to, message }) => {
      const isNote = typeof message !== 'string' || nameOf(from) === nameOf(to);
      return isNote ? [] : [`${nameOf(from)} ${nameOf(to)} ${shown(message)}`];
    });
    const told = flow.rows.flatMap((row) => {
      if (row.kind !== 'message') return [];
      const [from, to] = [row.from, row.to].map((one) => flow.lifelines[one]?.name);
      return [`${from} ${to} ${row.label.join(' ')}`];
    });
    expect(told).toHaveLength(messagesOf(trace).length);
    const messages = drawn.filter((message) => told.includes(message));
    expect(messages).toEqual(told);
  });
});

test('a refusal and what it leads to are marked together', async () => {
  const text = drawFlow(await traceOf('cr-05-first-goes-forward'), 'mermaid');
  expect(text).toContain(
    [
      '  rect rgba(255, 153, 0, 0.2)',
      '  p2->>p1: ERROR ?toAlice<br/>wamp.error.unavailable',
      '  p1->>p3: INVOCATION ?toBob [1] (re-routed)',
      '  end',
    ].join('\n'),
  );
});

test('what means something to Mermaid is nothing but text', async () => {
  const odd = '["#35; end; <b>%% a->>b: c", "Note over p0"]';
  const trace = await traceScript([
    'end joins as caller',
    `end: CALL ?call {} com.example.end ${odd}`,
    'participant joins as callee',
  ]);
  const diagram = await read(drawFlow(trace, 'mermaid'));
  expect([...diagram.getActors().values()].map(({ description }) => shown(description))).toEqual([
    'end caller',
    'dealer',
    'participant callee',
  ]);
  expect(shown(`${diagram.getMessages()[0]?.message}`)).toBe('CALL com.example.end (1)');
  expect(diagram.getMessages().some(({ message }) => shown(`${message}`) === `(1) ${odd}`)).toBe(true);
});

test('a part of a flow with a title is read, whatever the title has', async () => {
  const trace = await traceOf('cr-05-first-goes-forward');
  const heading = 'a "b": #1; <x> \\ é %% end';
  const text = drawFlow(trace, 'mermaid', { from: 8, heading });
  expect(text.split('\n')[1]).toBe(`title: ${JSON.stringify(heading)}`);
  expect((await read(text)).getActorKeys()).toHaveLength(5);
});
