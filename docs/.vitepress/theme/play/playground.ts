/** The playground: a script, what comes of it, and what can happen next. All of it runs in the page. */
import { withBase } from 'vitepress';
import {
  defineAsyncComponent,
  defineComponent,
  h,
  onBeforeUnmount,
  onMounted,
  ref,
  shallowRef,
  watch,
} from 'vue';
import { Charts } from './charts.ts';
import { Files } from './files.ts';
import { Next } from './next.ts';
import { ReadingSwitches } from './readings.ts';
import type { Recorded } from './recorded.ts';
import { Stage } from './stage.ts';
import { createState, type State } from './state.ts';
import { Words } from './words.ts';
import './play.css';

/** A scenario of the menu. */
interface Listed {
  readonly name: string;
  readonly title: string;
}

export default defineComponent({
  setup() {
    const state = createState(fetchPage);
    const families = shallowRef<readonly (readonly [title: string, scenarios: readonly Listed[]])[]>([]);
    const log = shallowRef<Recorded>();
    const isOver = ref(false);
    const openLog = async (file: File): Promise<void> => {
      state.notice = undefined;
      try {
        log.value = await (await import('./recorded.ts')).readRecorded(file);
      } catch (error) {
        state.notice = (error as Error).message;
      }
    };
    const follow = (): void => void state.openLink(location.hash);
    onMounted(async () => {
      addEventListener('hashchange', follow);
      void state.openLink(location.hash || (sessionStorage.getItem(KEPT) ?? ''));
      families.value = await fetchMenu();
    });
    // A reader who follows a link, or comes back to the page, finds the case again.
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let isHere = true;
    const keep = async (): Promise<void> => {
      const link = `#${await state.link()}`;
      if (!isHere) return;
      sessionStorage.setItem(KEPT, link);
      if (link !== (location.hash || '#')) history.replaceState(history.state, '', link);
    };
    watch(
      () => [state.played, state.step],
      () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => void keep(), PAUSE);
      },
    );
    onBeforeUnmount(() => {
      isHere = false;
      clearTimeout(waiting);
      removeEventListener('hashchange', follow);
    });
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      isOver.value = false;
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void openLog(file);
    };
    return () =>
      h(
        'div',
        {
          class: ['playground', { over: isOver.value }],
          onDragover: (event: DragEvent) => {
            event.preventDefault();
            isOver.value = true;
          },
          onDragleave: () => {
            isOver.value = false;
          },
          onDrop: drop,
        },
        [
          h('div', { class: 'bar' }, [
            h('select', menuOf(state), [
              h('option', { value: '' }, 'A case of my own'),
              ...families.value.map(([title, scenarios]) =>
                h(
                  'optgroup',
                  { label: title, key: title },
                  scenarios.map((one) => h('option', { value: one.name, key: one.name }, one.title)),
                ),
              ),
            ]),
            h(Files, { state, onLog: (file: File) => void openLog(file) }),
          ]),
          ...(state.notice === undefined ? [] : [h('p', { class: 'notice', role: 'alert' }, state.notice)]),
          ...(log.value === undefined
            ? caseIn(state)
            : [
                h(RecordedLog, {
                  log: log.value,
                  onClose: () => {
                    log.value = undefined;
                  },
                }),
              ]),
        ],
      );
  },
});

// --- internal ---

/** Name under which the case is kept until the browser's tab is closed. */
const KEPT = 'dealerchart:case';
/** Time after a change before it is kept, in milliseconds: browsers limit how often an address is replaced. */
const PAUSE = 400;

/** What the first picture does not need comes later. */
const Editor = defineAsyncComponent(async () => (await import('./editor.ts')).Editor);
const RecordedLog = defineAsyncComponent(async () => (await import('./recorded.ts')).RecordedLog);

const caseIn = (state: State) => [
  h('div', { class: 'case' }, [
    h(Stage, { state }),
    h(Next, { state }),
    h('section', { class: 'script', 'aria-labelledby': 'script-heading' }, [
      h('h2', { id: 'script-heading' }, 'Script'),
      h(Editor, { state }),
      h('p', { class: state.mistake === undefined ? 'right' : 'mistake', role: 'status' }, [
        state.mistake?.says ?? verdictOn(state),
      ]),
      h(ReadingSwitches, { state }),
    ]),
    h(Words, { state }),
  ]),
  h(Charts, { state }),
];

/** Whether a scenario of the library comes out as its page says. */
const verdictOn = ({ played, scenario }: State): string =>
  scenario !== undefined && played[0]?.isAsWritten === true ? 'The outcome is that of the page.' : '';

const menuOf = (state: State) => ({
  'aria-label': 'Scenario',
  value: state.scenario ?? '',
  onChange: (event: Event) => {
    const name = (event.target as HTMLSelectElement).value;
    history.replaceState(history.state, '', `#${name === '' ? '' : `scenario=${name}`}`);
    void state.openLink(location.hash);
  },
});

async function fetchPage(name: string): Promise<string> {
  const response = await fetch(withBase(`/play/${name}.txt`));
  if (!response.ok)
    throw new Error(`Expected a scenario of the library, but "${name}" came; choose one in the menu.`);
  return response.text();
}

async function fetchMenu(): Promise<readonly (readonly [string, readonly Listed[]])[]> {
  const response = await fetch(withBase('/play/scenarios.json'));
  return response.ok ? response.json() : [];
}
