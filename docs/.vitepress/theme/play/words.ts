/** What was decided in a step and why, with links to the rules. */
import { withBase } from 'vitepress';
import { defineComponent, h } from 'vue';
import { RULES, type RuleId } from '../../../../machines/rules.ts';
import type { ExplainedStep } from '../../../../src/tools/explain/explain.ts';
import { type DescribedMove, describeMoves } from '../../../../src/tools/explain/moves.ts';
import type { State } from './state.ts';

export const Words = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    return () =>
      h('section', { class: 'words', 'aria-labelledby': 'words-heading', 'aria-live': 'polite' }, [
        h('h2', { id: 'words-heading' }, 'What was decided, and why'),
        ...(state.step === 0 ? [h('p', 'Nothing has happened yet.')] : sides(state)),
      ]);
  },
});

// --- internal ---

const sides = (state: State) =>
  state.played.flatMap(({ explanation }, side) => {
    const step = explanation.steps[state.step - 1];
    const caption = state.played.length > 1 ? [h('h3', side === 0 ? 'On the left' : 'On the right')] : [];
    return step === undefined ? [] : [...caption, ...stepIn(step)];
  });

function stepIn({ number, sentence, impossible, moves, received, isPlainJoin }: ExplainedStep) {
  const heading = h('p', { class: 'sentence' }, [h('b', `${number} `), ...withCode(sentence)]);
  if (impossible !== undefined)
    return [heading, h('p', { class: 'wrong' }, `This step cannot be taken, and is skipped. ${impossible}`)];
  const told = describeMoves(moves);
  return [
    heading,
    h(
      'ul',
      { class: 'receptions' },
      received.length === 0
        ? [h('li', 'No client receives a message.')]
        : received.map(({ says, message }) =>
            h('li', [says, ...(isPlainJoin || message === 'closed' ? [] : [': ', h('code', message)])]),
          ),
    ),
    h('h3', 'Why'),
    h('ul', { class: 'moves' }, told.map(moveIn)),
  ];
}

const moveIn = ({ move: { rules, readings }, where, detail }: DescribedMove) =>
  h('li', [
    ...withCode(detail),
    ...(rules.length + readings.length === 0
      ? []
      : [
          h('span', { class: 'cited' }, [
            ...rules.map(ruleIn),
            ...readings.map(({ id, option, says }) => link('readings', id, `${id}=${option}`, says)),
          ]),
        ]),
    h('code', { class: 'where' }, where),
  ]);

/** A text with what stands between backticks as code. */
const withCode = (text: string) =>
  text.split('`').map((part, place) => (place % 2 === 1 ? h('code', part) : part));

const ruleIn = (id: RuleId) => link('rules', id, id, RULES[id].sentence);

const link = (page: string, id: string, text: string, title: string) =>
  h('a', { href: withBase(`/${page}.html#${id.toLowerCase()}`), title, key: text }, text);
