/** The three charts, with the states of the moment and the edges of the step. */
import { withBase } from 'vitepress';
import { computed, defineComponent, h, onMounted, ref, shallowRef, watch } from 'vue';
import type { ChartName } from '../../../../src/compiler/chart/index.ts';
import { type Instance, instancesAt } from '../../../../src/tools/playground/moment.ts';
import type { State } from './state.ts';

export const Charts = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    const instances = computed(() => {
      const [first] = state.played;
      return first === undefined ? [] : instancesAt(first.trace, state.step);
    });
    return () =>
      h('section', { class: 'charts', 'aria-labelledby': 'charts-heading' }, [
        h(
          'h2',
          { id: 'charts-heading' },
          `The charts at this moment${state.played.length > 1 ? ', on the left' : ''}`,
        ),
        h(
          'div',
          { class: 'three' },
          CHART_NAMES.map((chart) =>
            h(ChartPanel, {
              key: chart,
              chart,
              instances: instances.value.filter((one) => one.chart === chart),
            }),
          ),
        ),
      ]);
  },
});

// --- internal ---

const CHART_NAMES: readonly ChartName[] = ['call', 'registration', 'session'];

/** The pictures, made with the site. */
const PICTURES: Readonly<Record<ChartName, () => Promise<{ readonly default: string }>>> = {
  call: () => import('../../../diagrams/call.svg?raw'),
  registration: () => import('../../../diagrams/registration.svg?raw'),
  session: () => import('../../../diagrams/session.svg?raw'),
};

const ChartPanel = defineComponent({
  props: {
    chart: { type: String as unknown as () => ChartName, required: true },
    instances: { type: Array as unknown as () => readonly Instance[], required: true },
  },
  setup(props) {
    const picture = shallowRef('');
    const chosen = ref<string>();
    const box = ref<HTMLElement>();
    /** The one that moved last, unless the reader has chosen another. */
    const shown = computed(
      () => props.instances.find(({ name }) => name === chosen.value) ?? props.instances.at(-1),
    );
    onMounted(async () => {
      picture.value = partOfPage((await PICTURES[props.chart]()).default);
    });
    watch([picture, shown], () => box.value && light(box.value, shown.value), { flush: 'post' });
    return () =>
      h('div', { class: 'panel' }, [
        h('h3', [
          props.chart,
          ...(props.instances.length > 1
            ? [
                ' ',
                h(
                  'select',
                  {
                    'aria-label': `Which ${props.chart}`,
                    value: shown.value?.name,
                    onChange: (event: Event) => {
                      chosen.value = (event.target as HTMLSelectElement).value;
                    },
                  },
                  props.instances.map(({ name }) => h('option', { value: name, key: name }, name)),
                ),
              ]
            : [shown.value === undefined ? ': none' : ` ${shown.value.name}`]),
        ]),
        h('p', { class: 'state' }, shown.value === undefined ? 'not there' : shown.value.state),
        h('div', {
          ...{
            class: 'picture',
            ref: box,
            tabindex: 0,
            role: 'region',
            'aria-label': `Chart of a ${props.chart}`,
          },
          innerHTML: picture.value,
        }),
      ]);
  },
});

/** The picture without its style, which the site has once, and with links to the pages of the site. */
const partOfPage = (svg: string): string =>
  svg
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(
      /href="([\w./]*?)(rules|readings)[^"#]*#/g,
      (_, __, page) => `href="${withBase(`/${page}.html`)}#`,
    );

/** Lights the state and the edges of an instance, and brings them into view. */
function light(box: HTMLElement, instance: Instance | undefined): void {
  const state = instance?.state ?? '';
  const edges = new Set(instance?.edges);
  const isLit = (element: Element): boolean => {
    const own = element.getAttribute('data-state');
    if (own !== null) return state === own || state.startsWith(`${own}.`);
    const named = element.getAttribute('data-edge') ?? element.getAttribute('data-edges') ?? '';
    return named.split('; ').some((name) => edges.has(name));
  };
  const lit = [...box.querySelectorAll('[data-state],[data-edge],[data-edges]')].filter((element) => {
    const is = isLit(element);
    element.classList.toggle('lit', is);
    return is;
  });
  const target = lit.find((element) => element.hasAttribute('data-edge')) ?? lit.at(-1);
  if (target === undefined) return;
  const [place, frame] = [target.getBoundingClientRect(), box.getBoundingClientRect()];
  box.scrollTo({
    left: box.scrollLeft + place.left + place.width / 2 - frame.left - frame.width / 2,
    top: box.scrollTop + place.top - frame.top - frame.height / 3,
  });
}
