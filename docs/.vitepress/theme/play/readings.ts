/** Switches for the readings, on one side or on both. */
import { withBase } from 'vitepress';
import { defineComponent, h } from 'vue';
import { READINGS } from '../../../../machines/readings/index.ts';
import {
  DEFAULT_READINGS,
  READING_IDS,
  type ReadingId,
  type Readings,
} from '../../../../machines/readings.ts';
import type { State } from './state.ts';

export const ReadingSwitches = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    return () =>
      h('details', { class: 'readings' }, [
        h('summary', summaryOf(state)),
        h('p', [
          h('label', [
            h('input', {
              type: 'checkbox',
              checked: state.other !== undefined,
              onChange: (event: Event) => {
                state.other = (event.target as HTMLInputElement).checked ? { ...state.readings } : undefined;
              },
            }),
            ' Show both: two interpretations side by side',
          ]),
        ]),
        h('table', [
          h('thead', [
            h('tr', [
              h('th', { scope: 'col' }, 'Open question'),
              h('th', { scope: 'col' }, state.other === undefined ? 'Option' : 'Left'),
              ...(state.other === undefined ? [] : [h('th', { scope: 'col' }, 'Right')]),
            ]),
          ]),
          h(
            'tbody',
            READING_IDS.map((id) => row(id, state)),
          ),
        ]),
      ]);
  },
});

// --- internal ---

function summaryOf({ readings, other }: State): string {
  const told = (some: Partial<Readings>): string =>
    Object.entries(some)
      .map((pair) => pair.join('='))
      .join(', ') || 'the defaults';
  return `Interpretation: ${told(readings)}${other === undefined ? '' : ` against ${told(other)}`}`;
}

const row = (id: ReadingId, state: State) =>
  h('tr', { key: id }, [
    h('th', { scope: 'row' }, [
      h('a', { href: withBase(`/readings.html#${id.toLowerCase()}`) }, id),
      h('small', READINGS[id].question),
    ]),
    h('td', [options(id, `${id}, left`, state.readings, (readings) => (state.readings = readings))]),
    ...(state.other === undefined
      ? []
      : [h('td', [options(id, `${id}, right`, state.other, (readings) => (state.other = readings))])]),
  ]);

function options(
  id: ReadingId,
  label: string,
  readings: Partial<Readings>,
  choose: (readings: Partial<Readings>) => void,
) {
  const onChange = (event: Event): void => {
    const { [id]: _, ...others } = readings;
    const option = (event.target as HTMLSelectElement).value;
    choose(option === DEFAULT_READINGS[id] ? others : { ...others, [id]: option });
  };
  return h(
    'select',
    { 'aria-label': label, value: readings[id] ?? DEFAULT_READINGS[id], onChange },
    Object.keys(READINGS[id].options).map((option) => h('option', { value: option, key: option }, option)),
  );
}
