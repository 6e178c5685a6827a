/** What is taken out of the playground and put into it: links, exports and recorded logs. */
import { defineComponent, h, onBeforeUnmount, ref } from 'vue';
import { drawFlow } from '../../../../src/tools/draw/flow/index.ts';
import { pageOf } from '../../../../src/tools/playground/page.ts';
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
        const { name, text } = await exportOf(kind, state);
        download(name, text);
        tell(`${name} is saved.`);
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

async function exportOf(kind: Kind, state: State): Promise<{ name: string; text: string }> {
  const [first] = state.played;
  if (first === undefined) throw new Error('Expected a script with at least one step, but it is empty.');
  const name = state.scenario ?? 'case';
  const { trace } = first;
  if (kind === 'svg') return { name: `${name}.svg`, text: drawFlow(trace, 'svg') };
  if (kind === 'ascii') return { name: `${name}.txt`, text: drawFlow(trace, 'ascii') };
  const text = await pageWithLog(state);
  if (kind === 'scenario') return { name: `${name}.md`, text };
  const [{ parseScenario }, { printVector, writeVector }] = await Promise.all([
    import('../../../../src/tools/scenario/parse.ts'),
    import('../../../../src/tools/vectors/write.ts'),
  ]);
  return { name: `${name}.json`, text: printVector(writeVector(parseScenario(text, `${name}.md`))) };
}

/** The page with the logs of the dealer. */
async function pageWithLog(state: State): Promise<string> {
  const [{ refreshScenario }, { TracedDealer }] = await Promise.all([
    import('../../../../src/tools/scenario/refresh.ts'),
    import('../../../../src/tools/trace/dealer.ts'),
  ]);
  const { scenario } = (state.played[0] as State['played'][number]).trace;
  const page = state.script === state.parts.script ? pageOf(state.parts, state.script) : undefined;
  return page ?? refreshScenario(scenario, async (options) => new TracedDealer(options), 1);
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
