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
        h('h2', { id: 'next-heading' }, 'What happens next?'),
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
    ...choices.map(({ label, step }) =>
      h(
        'button',
        {
          ...{ type: 'button', key: step, title: step },
          class: { main: /^(Answer|Refuse)/.test(label) },
          onClick: () => void state.take(step),
        },
        label,
      ),
    ),
  ]);
