/** What is taken out of the playground and put into it: links, exports and recorded logs. */
import { defineComponent, h, onBeforeUnmount, ref } from 'vue';
import { drawFlow } from '../../../../src/tools/draw/flow/index.ts';
import { pageOf, pageUnder } from '../../../../src/tools/playground/page.ts';
import type { State } from './state.ts';

export const Files = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  emits: ['log'],
  setup({ state }, { emit }) {
    const said = ref('');
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const tell = (sentence: string): void => {
      said.value = sentence;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        said.value = '';
      }, SHOWN);
    };
    onBeforeUnmount(() => clearTimeout(waiting));
    const share = async (): Promise<void> => {
      const { origin, pathname } = location;
      const link = `${origin}${pathname}#${await state.link()}`;
      history.replaceState(history.state, '', link);
      tell(
        await navigator.clipboard.writeText(link).then(
          () => 'The link is on the clipboard.',
          () => 'The link is in the address bar.',
        ),
      );
    };
    const save = async (event: Event): Promise<void> => {
      const select = event.target as HTMLSelectElement;
      const kind = select.value as Kind;
      select.value = '';
      try {
        const saved = await exportOf(kind, state);
        for (const { name, text } of saved) download(name, text);
        tell(`Saved ${saved.map(({ name }) => name).join(' and ')}.`);
      } catch (error) {
        tell((error as Error).message);
      }
    };
    const read = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      if (file !== undefined) emit('log', file);
      input.value = '';
    };
    return () =>
      h('div', { class: 'files' }, [
        h('button', { type: 'button', onClick: () => void share() }, 'Copy link'),
        h('select', { 'aria-label': 'Export', value: '', onChange: (event: Event) => void save(event) }, [
          h('option', { value: '' }, 'Export …'),
          ...Object.entries(KINDS).map(([kind, name]) => h('option', { value: kind, key: kind }, name)),
        ]),
        h('label', { class: 'file' }, [
          'Open a recorded log',
          h('input', { type: 'file', accept: '.jsonl,.json,.txt', onChange: read }),
        ]),
        h('p', { class: 'said', role: 'status' }, said.value),
      ]);
  },
});

// --- internal ---

/** Time for which a sentence is shown, in milliseconds. */
const SHOWN = 6_000;

const KINDS = {
  scenario: 'Scenario (.md)',
  vector: 'Test vector (.json)',
  svg: 'Picture (.svg)',
  ascii: 'Text (.txt)',
} as const;
type Kind = keyof typeof KINDS;

/** A file that is saved. */
interface Saved {
  readonly name: string;
  readonly text: string;
}

/** The case as files: a picture for each side, or one page or vector with a log for each. */
async function exportOf(kind: Kind, state: State): Promise<readonly Saved[]> {
  if (state.played.length === 0)
    throw new Error('Expected a script with at least one step, but it is empty.');
  const name = state.scenario ?? 'case';
  if (kind === 'svg' || kind === 'ascii')
    return state.played.map(({ trace }, side) => ({
      name: `${name}${side === 0 ? '' : '-other'}.${kind === 'svg' ? 'svg' : 'txt'}`,
      text: drawFlow(trace, kind),
    }));
  const text = await pageWithLogs(state);
  if (kind === 'scenario') return [{ name: `${name}.md`, text }];
  const [{ parseScenario }, { printVector, writeVector }] = await Promise.all([
    import('../../../../src/tools/scenario/parse.ts'),
    import('../../../../src/tools/vectors/write.ts'),
  ]);
  return [{ name: `${name}.json`, text: printVector(writeVector(parseScenario(text, `${name}.md`))) }];
}

/** The page with a log of the dealer for each side; a page of the library as it is, unless something was changed. */
async function pageWithLogs({ parts, script, readings, other, played }: State): Promise<string> {
  const sides = other === undefined ? [readings] : [readings, other];
  const isAsWritten = sides.length === 1 && Object.keys(readings).length === 0;
  if (isAsWritten && script === parts.script) return pageOf(parts, script);
  const [{ parseScenario }, { logFor }, { refreshScenario }, { TracedDealer }] = await Promise.all([
    import('../../../../src/tools/scenario/parse.ts'),
    import('../../../../src/tools/scenario/scenario.ts'),
    import('../../../../src/tools/scenario/refresh.ts'),
    import('../../../../src/tools/trace/dealer.ts'),
  ]);
  const scenario = parseScenario(pageUnder(parts, script, sides), 'case.md', { draft: true });
  // The lines of the page's own logs, which give names to senders and ids.
  for (const [side, log] of scenario.logs.entries()) {
    const { trace } = played[side] as State['played'][number];
    Object.assign(log, { lines: logFor(trace.scenario, trace.readings)?.lines ?? [] });
  }
  return refreshScenario(scenario, async (options) => new TracedDealer(options), 1);
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
