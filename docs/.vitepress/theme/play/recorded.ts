/** A recorded log: its messages as a flow, and the judge's findings beside the lines. */
import { withBase } from 'vitepress';
import { computed, defineComponent, h, ref } from 'vue';
import { flowOfEntries } from '../../../../src/tools/draw/flow/entries.ts';
import { drawSvg } from '../../../../src/tools/draw/flow/svg.ts';
import { type Judgement, judge } from '../../../../src/tools/judge/judge.ts';
import type { Entry } from '../../../../src/wire/entry.ts';
import { readLines } from '../../../../src/wire/lines.ts';

/** A log that was read and judged. */
export interface Recorded {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly judgement: Judgement;
}

/**
 * Reads and judges a log.
 *
 * @throws Error naming the wrong line, or if the file is too large
 */
export async function readRecorded(file: File): Promise<Recorded> {
  if (file.size > MOST_BYTES)
    throw new Error(
      `Expected a log of at most ${MOST_BYTES / 1_000_000} MB, but ${file.name} is larger: use "dealerchart judge".`,
    );
  const entries = readLines(await file.text(), JSON.parse);
  return { name: file.name, entries, judgement: judge(entries) };
}

export const RecordedLog = defineComponent({
  props: { log: { type: Object as () => Recorded, required: true } },
  emits: ['close'],
  setup(props, { emit }) {
    const first = ref(1);
    const findings = computed(() =>
      props.log.judgement
        .flatMap(({ rule, broken }) => broken.map((breach) => ({ rule, ...breach })))
        .sort((one, other) => one.line - other.line),
    );
    const picture = computed(() => {
      const marked = new Set(findings.value.map(({ line }) => line));
      const { name, entries } = props.log;
      return drawSvg(flowOfEntries(entries, { name, marked, from: first.value, count: LINES }), {
        isStyled: false,
      });
    });
    const go = (line: number): void => {
      first.value = Math.max(1, Math.min(line, props.log.entries.length));
    };
    return () =>
      h('section', { class: 'recorded', 'aria-label': props.log.name }, [
        h('h2', props.log.name),
        h('p', [
          `${props.log.entries.length} lines. ${summaryOf(props.log.judgement)} `,
          h('button', { type: 'button', onClick: () => emit('close') }, 'Close the log'),
        ]),
        h('div', { class: 'columns' }, [
          h('div', { class: 'drawn' }, [
            h('p', { class: 'controls' }, [
              h(
                'button',
                { type: 'button', disabled: first.value === 1, onClick: () => go(first.value - LINES) },
                'Earlier lines',
              ),
              h(
                'button',
                {
                  type: 'button',
                  disabled: first.value + LINES > props.log.entries.length,
                  onClick: () => go(first.value + LINES),
                },
                'Later lines',
              ),
              ` ${first.value} to ${Math.min(first.value + LINES - 1, props.log.entries.length)}`,
            ]),
            h('figure', { tabindex: 0, innerHTML: picture.value }),
          ]),
          h('ol', { class: 'findings' }, [
            ...(findings.value.length === 0 ? [h('li', 'No rule is broken.')] : []),
            ...findings.value
              .slice(0, MOST_FINDINGS)
              .map(({ rule, line, says }, index) =>
                h('li', { key: index }, [
                  h(
                    'button',
                    { type: 'button', onClick: () => go(line - Math.floor(LINES / 2)) },
                    `Line ${line}`,
                  ),
                  ' ',
                  h('a', { href: withBase(`/rules.html#${rule.toLowerCase()}`) }, rule),
                  ` ${says}`,
                ]),
              ),
            ...(findings.value.length > MOST_FINDINGS
              ? [
                  h(
                    'li',
                    `And ${findings.value.length - MOST_FINDINGS} more: dealerchart judge lists them all.`,
                  ),
                ]
              : []),
          ]),
        ]),
      ]);
  },
});

// --- internal ---

/** Size of a log that a page reads, in bytes. */
const MOST_BYTES = 20_000_000;

/** Lines that are drawn at once, and findings that are listed. */
const LINES = 60;
const MOST_FINDINGS = 200;

function summaryOf(judgement: Judgement): string {
  const broken = judgement.filter((verdict) => verdict.broken.length > 0).length;
  const held = judgement.filter((verdict) => verdict.broken.length === 0 && verdict.held > 0).length;
  return `${judgement.length} rules: ${broken} broken, ${held} held, ${judgement.length - broken - held} not exercised.`;
}
