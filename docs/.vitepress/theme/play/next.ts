/** What can happen next, as buttons: each writes a step of the script. */
import { defineComponent, h } from 'vue';
import { POLICIES, type Policy } from '../../../../machines/vocabulary.ts';
import type { Choices } from '../../../../src/tools/playground/choices.ts';
import type { State } from './state.ts';

export const Next = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    return () =>
      h('section', { class: 'next', 'aria-labelledby': 'next-heading' }, [
        h('div', { class: 'heading' }, [
          h('h2', { id: 'next-heading' }, 'What happens next?'),
          h(
            'button',
            {
              type: 'button',
              disabled: state.earlier.length === 0,
              title: 'Take the latest click back',
              onClick: () => void state.takeBack(),
            },
            'Undo',
          ),
        ]),
        ...(state.step < state.count
          ? [h('p', { class: 'note' }, `A click adds a step after step ${state.step}; the later ones stay.`)]
          : []),
        ...state.choices.map((choices) => row(choices, state)),
        h('label', { class: 'policy' }, [
          'Policy of new registrations ',
          h(
            'select',
            {
              value: state.policy,
              onChange: (event: Event) => {
                state.policy = (event.target as HTMLSelectElement).value as Policy;
              },
            },
            POLICIES.map((policy) => h('option', { value: policy }, policy)),
          ),
        ]),
      ]);
  },
});

// --- internal ---

const row = ({ client, roles, choices }: Choices, state: State) =>
  h('div', { class: 'client', role: 'group', 'aria-label': client ?? 'Anybody', key: client ?? '' }, [
    h('span', { class: 'who' }, [
      client ?? 'anybody',
      ...(roles.length === 0 ? [] : [h('small', ` ${roles.join(' and ')}`)]),
    ]),
    h(
      'div',
      { class: 'steps' },
      choices.map(({ label, hint, step }) =>
        h(
          'button',
          {
            ...{ type: 'button', key: step, title: hint === undefined ? step : `${hint}\n${step}` },
            class: { main: /^(Answer|Refuse)/.test(label) },
            onClick: () => void state.take(step),
          },
          label,
        ),
      ),
    ),
  ]);
