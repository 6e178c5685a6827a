/** What the playground shows, and how it changes. */
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { Readings } from '../../../../machines/readings.ts';
import type { Policy } from '../../../../machines/vocabulary.ts';
import { type Choices, choicesAt, PROCEDURE, procedureIn } from '../../../../src/tools/playground/choices.ts';
import { hashOf, type Shown, shownBy } from '../../../../src/tools/playground/link.ts';
import { OWN_PAGE, type Parts, partsOf } from '../../../../src/tools/playground/page.ts';
import { type Mistake, type Performance, playScript } from '../../../../src/tools/playground/play.ts';

/** The case that a newcomer finds: a call that waits for the first of two callees. */
const FIRST_SCRIPT = [
  'alice joins as callee with call_reroute, call_canceling',
  'bob joins as callee with call_reroute, call_canceling',
  'carol joins as caller with call_canceling',
  `alice: REGISTER ?a {"invoke": "roundrobin"} ${PROCEDURE}`,
  `bob: REGISTER ?b {"invoke": "roundrobin"} ${PROCEDURE}`,
  `carol: CALL ?call {} ${PROCEDURE} [2, 3]`,
].join('\n');

/** The page of a scenario of the library, by its name. */
export type Fetch = (name: string) => Promise<string>;

/** Makes the state of a playground. */
export function createState(fetchPage: Fetch) {
  const scenario = ref<string>();
  const parts = shallowRef<Parts>(OWN_PAGE);
  const script = ref(FIRST_SCRIPT);
  const readings = ref<Partial<Readings>>({});
  const other = ref<Partial<Readings>>();
  const policy = ref<Policy>('roundrobin');
  /** Number of the step that is shown. */
  const step = ref(0);
  /** The scripts before the steps that were taken by a click, with the step that was shown. */
  const earlier = shallowRef<readonly (readonly [script: string, step: number])[]>([]);
  /** What is wrong with the link or a file, if something is. */
  const notice = ref<string>();
  const mistake = ref<Mistake>();
  /** One for each side; the last ones that could be played. */
  const played = shallowRef<readonly Performance[]>([]);

  const count = computed(() => played.value[0]?.trace.steps.length ?? 0);
  const choices = computed<readonly Choices[]>(() =>
    mistake.value !== undefined && script.value.trim() !== ''
      ? []
      : choicesAt(script.value.trim() === '' ? undefined : played.value[0]?.trace, step.value, script.value, {
          policy: policy.value,
          procedure: procedureIn(script.value),
        }),
  );

  const signature = (): string => JSON.stringify([scenario.value, script.value, readings.value, other.value]);
  /** What the latest turn plays. */
  let begun = '';
  const playChange = async (): Promise<void> => {
    if (signature() !== begun) await play();
  };

  /** The script after the latest click: one that was written since is not taken back. */
  let taken = '';
  let turn = 0;
  /** The step to show once the script has been played; that which is shown if it stays undefined. */
  let next: number | undefined;
  /** Plays the script on each side; an answer that comes late is dropped. */
  async function play(wanted = next): Promise<void> {
    const mine = ++turn;
    next = wanted;
    begun = signature();
    const sides = other.value === undefined ? [readings.value] : [readings.value, other.value];
    const results = await Promise.all(sides.map((side) => playScript(parts.value, script.value, side)));
    if (mine !== turn) return;
    const wasAtEnd = step.value >= count.value;
    mistake.value = results.flatMap((result) => ('mistake' in result ? result.mistake : []))[0];
    const right = results.flatMap((result) => ('mistake' in result ? [] : result));
    if (mistake.value === undefined) played.value = right;
    else if (script.value.trim() === '') played.value = [];
    const last = count.value;
    step.value = Math.min(next ?? (wasAtEnd ? last : step.value), last);
    next = undefined;
  }

  async function open(shown: Shown): Promise<void> {
    scenario.value = shown.scenario;
    parts.value = shown.scenario === undefined ? OWN_PAGE : partsOf(await fetchPage(shown.scenario));
    const own = shown.scenario === undefined ? FIRST_SCRIPT : parts.value.script;
    script.value = shown.script ?? own;
    readings.value = shown.readings;
    other.value = shown.other;
    earlier.value = [];
    await play(shown.step ?? Number.POSITIVE_INFINITY);
  }

  /** Opens what a link says; the first case if it is wrong. */
  async function openLink(hash: string): Promise<void> {
    notice.value = undefined;
    try {
      await open(await shownBy(hash));
    } catch (error) {
      notice.value = (error as Error).message;
      await open({ readings: {} });
    }
  }

  /** Takes a step after the one that is shown. */
  async function take(line: string): Promise<void> {
    const lines = script.value.split('\n').filter((each) => each.trim() !== '');
    const settings = lines.length - count.value;
    lines.splice(Math.max(0, settings) + step.value, 0, line);
    earlier.value = [...earlier.value, [script.value, step.value]];
    taken = script.value = lines.join('\n');
    await play(step.value + 1);
  }

  /** Takes the latest step back that was taken by a click. */
  async function takeBack(): Promise<void> {
    const [before, shown] = earlier.value.at(-1) ?? [script.value, step.value];
    earlier.value = earlier.value.slice(0, -1);
    taken = script.value = before;
    await play(shown);
  }

  const link = (): Promise<string> =>
    hashOf({
      scenario: scenario.value,
      script: isChanged() ? script.value : undefined,
      readings: readings.value,
      other: other.value,
      step: step.value === count.value ? undefined : step.value,
    });
  const isChanged = (): boolean =>
    script.value !== (scenario.value === undefined ? FIRST_SCRIPT : parts.value.script);

  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(script, () => {
    if (script.value !== taken) earlier.value = [];
    clearTimeout(waiting);
    waiting = setTimeout(() => void playChange(), PAUSE);
  });
  watch([readings, other], () => void playChange());

  return reactive({
    ...{
      scenario,
      parts,
      script,
      readings,
      other,
      policy,
      step,
      earlier,
      notice,
      mistake,
      played,
      count,
      choices,
    },
    ...{ open, openLink, take, takeBack, link },
  });
}

export type State = ReturnType<typeof createState>;

// --- internal ---

/** Time after a key before the script is played, in milliseconds. */
const PAUSE = 150;
