/** The flow of messages up to a step, and the controls of time. */
import { computed, defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { flowOf } from '../../../../src/tools/draw/flow/flow.ts';
import { marked } from '../../../../src/tools/draw/flow/marked.ts';
import { drawSvg } from '../../../../src/tools/draw/flow/svg.ts';
import type { Performance } from '../../../../src/tools/playground/play.ts';
import type { State } from './state.ts';

export const Stage = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    const root = ref<HTMLElement>();
    const columns = ref(MOST_COLUMNS);
    const isRunning = ref(false);
    const pictures = computed(() => picturesOf(state.played, columns.value));
    let timer: ReturnType<typeof setInterval> | undefined;

    const stop = (): void => {
      clearInterval(timer);
      isRunning.value = false;
    };
    const run = (): void => {
      if (isRunning.value) return stop();
      if (state.step >= state.count) state.step = 0;
      isRunning.value = true;
      timer = setInterval(() => {
        state.step += 1;
        if (state.step >= state.count) stop();
      }, PACE);
    };
    const go = (step: number): void => {
      stop();
      state.step = Math.max(0, Math.min(step, state.count));
    };
    const resize = (): void => {
      const width = root.value?.clientWidth ?? 0;
      const each = state.played.length > 1 && width > BOTH ? width / 2 : width;
      columns.value = Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, Math.floor(each / CHARACTER) - MARGIN));
    };
    const show = (): void => {
      for (const picture of root.value?.querySelectorAll('.flow') ?? [])
        showUntil(picture, state.step, state.count);
    };
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(resize);
    onMounted(() => {
      resize();
      if (root.value !== undefined) observer?.observe(root.value);
      show();
    });
    onBeforeUnmount(() => {
      stop();
      observer?.disconnect();
    });
    watch(() => state.played, resize, { flush: 'post' });
    watch([() => state.played, () => state.step, columns], show, { flush: 'post' });

    return () =>
      h('section', { class: 'stage', 'aria-label': 'Messages' }, [
        h('div', { class: 'controls' }, [
          button('First step', '|◀', () => go(0), state.step === 0),
          button('Step back', '◀', () => go(state.step - 1), state.step === 0),
          button(
            isRunning.value ? 'Pause' : 'Run',
            isRunning.value ? 'Pause' : 'Run',
            run,
            state.count === 0,
          ),
          button('Step', '▶', () => go(state.step + 1), state.step >= state.count),
          button('Last step', '▶|', () => go(state.count), state.step >= state.count),
          h('input', {
            ...{ type: 'range', min: 0, max: state.count, value: state.step, 'aria-label': 'Step' },
            'aria-valuetext': `step ${state.step} of ${state.count}`,
            onInput: (event: Event) => go(Number((event.target as HTMLInputElement).value)),
          }),
          h('output', `${state.step} of ${state.count}`),
        ]),
        h(
          'div',
          { class: 'flows', ref: root },
          pictures.value.map((picture, side) => figure(picture, side, state)),
        ),
      ]);
  },
});

// --- internal ---

/** Time between two steps, in milliseconds. */
const PACE = 900;

/** Width of a character of the picture in pixels, and the characters beside the lifelines. */
const CHARACTER = 7.5;
const MARGIN = 7;
const FEWEST_COLUMNS = 40;
const MOST_COLUMNS = 92;

/** Width from which two flows stand side by side, in pixels. */
const BOTH = 700;

const button = (name: string, sign: string, onClick: () => void, disabled: boolean) =>
  h('button', { type: 'button', 'aria-label': name, title: name, disabled, onClick }, sign);

/** The flow of each side; with two of them, the first difference is marked. */
function picturesOf(played: readonly Performance[], width: number): string[] {
  const flows = played.map(({ trace }) => flowOf(trace));
  const [one, other] = flows;
  const shown = one === undefined || other === undefined ? flows : marked(one, other);
  return shown.map((flow) => drawSvg(flow, { isStyled: false, width }));
}

const figure = (picture: string, side: number, state: State) =>
  h('figure', { key: side, tabindex: 0 }, [
    ...(state.played.length > 1 ? [h('figcaption', captionOf(state, side))] : []),
    h('div', { innerHTML: picture }),
  ]);

function captionOf({ readings, other }: State, side: number): string {
  const pairs = Object.entries((side === 0 ? readings : other) ?? {}).map((pair) => pair.join('='));
  return pairs.length === 0 ? 'Under the defaults' : `Under ${pairs.join(', ')}`;
}

/** Marks what comes later than a step, and what the step itself does. At the last step, the lifelines end. */
function showUntil(picture: Element, step: number, count: number): void {
  for (const part of picture.querySelectorAll('[data-step]')) {
    const number = Number(part.getAttribute('data-step'));
    part.classList.toggle('later', number > step && step < count);
    part.classList.toggle('now', number === step && step > 0);
  }
}
