/** The window with the course of one call: its messages, its transitions, its chart, and a scenario of it. */
import type { CallName, Story, StoryStep } from '../../../router/inspector/protocol.ts';
import { drawSvg } from '../../draw/flow/svg.ts';
import { flowOfStory } from '../flow.ts';
import { scenarioOfStory } from '../scenario.ts';
import { chartOf, lightGrounds } from './chart.ts';
import { byId, drawing, element, setText } from './dom.ts';
import type { Stream } from './stream.ts';
import { LiveTable, text } from './table.ts';
import { amount, duration, shortId } from './words.ts';

interface NumberedStep extends StoryStep {
  readonly number: number;
  readonly since: number;
}

export class StoryWindow {
  private readonly dialog = byId<HTMLDialogElement>('story');
  private readonly stream: Stream;
  private readonly readings: () => Readonly<Record<string, string>>;
  private readonly steps = new LiveTable<NumberedStep>(
    byId('steps'),
    [
      { title: 'after', class: 'number', fill: text(({ at, since }) => duration(at - since)) },
      {
        title: 'event',
        class: 'event',
        fill: text(({ event, obstacle }) => (obstacle ? `${event}: ${obstacle}` : event)),
      },
      { title: 'from', fill: text(({ from }) => from) },
      { title: 'to', fill: text(({ to }) => to) },
      { title: 'rules', class: 'cited', fill: text(({ rules }) => rules.join(' ')) },
      { title: 'readings', class: 'cited', fill: text(({ readings }) => readings.join(' ')) },
    ],
    ({ number }) => `${number}`,
    'No transition of this call has been seen since the page was opened.',
  );
  private name: CallName | undefined;
  private story: Story | undefined;

  /** @param readings of the router that differ from the defaults */
  constructor(stream: Stream, readings: () => Readonly<Record<string, string>>) {
    this.stream = stream;
    this.readings = readings;
    byId('close').addEventListener('click', () => this.dialog.close());
    byId('again').addEventListener('click', () => this.name && this.load(this.name));
    byId('scenario').addEventListener('click', () => this.tellScenario());
    byId('save').addEventListener('click', () => this.save());
    byId('copy').addEventListener('click', () => this.copy());
  }

  /** Opens the window for a call. */
  open(name: CallName): void {
    this.name = name;
    setText(byId('story-title'), `Call ${name.caller}-${name.request}`);
    byId('page-section').hidden = true;
    void this.load(name);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  // --- internal ---

  private async load({ realm, caller, request }: CallName): Promise<void> {
    try {
      const query = new URLSearchParams({ realm, caller: `${caller}`, request: `${request}` });
      this.story = await this.stream.story(query);
      await this.show(this.story);
    } catch (error) {
      setText(byId('story-summary'), (error as Error).message);
      if (this.story === undefined) for (const id of ['flow', 'chart']) byId(id).replaceChildren();
    }
    this.dialog.classList.toggle('unknown', this.story === undefined);
  }

  private async show(story: Story): Promise<void> {
    const { procedure, age, isEnded, outcome, state, asked, realm, lines, since } = story;
    const end = isEnded
      ? `ended after ${duration(age)} with ${outcome ?? 'no answer, since its caller left'}`
      : `in ${state} for ${duration(age)}`;
    const callees =
      asked.length === 1 ? 'one callee was asked' : `${amount(asked.length)} callees were asked`;
    setText(byId('story-summary'), `${procedure} in ${realm}: ${end}; ${callees}.`);
    const isNarrow = matchMedia('(max-width: 640px)').matches;
    const flow = isNarrow ? flowOfStory(story, shortId) : flowOfStory(story);
    byId('flow').replaceChildren(drawing(drawSvg(flow, { isStyled: false, width: isNarrow ? 42 : 86 })));
    const steps = lines.filter((line): line is StoryStep => line.kind === 'step');
    this.steps.show(steps.map((step, number) => ({ ...step, number, since })));
    const { picture, present } = await chartOf(story);
    byId('chart').replaceChildren(picture);
    lightGrounds(picture);
    byId('chart').scrollTo(0, 0);
    const place = present?.getBoundingClientRect();
    const around = byId('chart').getBoundingClientRect();
    if (place !== undefined)
      byId('chart').scrollTo({
        top: place.top - around.top - around.height / 3,
        left: place.left - around.left - (around.width - place.width) / 2,
      });
  }

  private tellScenario(): void {
    if (this.story === undefined) return;
    const written = this.scenario(this.story);
    setText(byId('page-text'), written);
    setText(byId('copied'), '');
    byId('page-section').hidden = false;
    byId('page-text').parentElement?.focus();
  }

  private scenario(story: Story): string {
    try {
      return scenarioOfStory(story, this.readings());
    } catch (error) {
      return `No scenario can be made of this call: ${(error as Error).message}\n`;
    }
  }

  private save(): void {
    const href = URL.createObjectURL(
      new Blob([byId('page-text').textContent ?? ''], { type: 'text/markdown' }),
    );
    element('a', { href, download: 'scenario.md' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  private async copy(): Promise<void> {
    const copied = byId('page-text');
    try {
      await navigator.clipboard.writeText(copied.textContent ?? '');
      setText(byId('copied'), 'Copied.');
    } catch {
      // Without TLS or permission the browser has no clipboard; the text is selected to be copied by hand.
      getSelection()?.selectAllChildren(copied);
      setText(byId('copied'), 'Selected: copy it with the keyboard.');
    }
  }
}

/** A button that opens the window for a call. */
export function callButton(name: CallName): HTMLButtonElement {
  const { realm, caller, request } = name;
  return element(
    'button',
    {
      type: 'button',
      class: 'call',
      'data-realm': realm,
      'data-caller': `${caller}`,
      'data-request': `${request}`,
    },
    ...sessionName(caller),
    `-${request}`,
  );
}

/** A session id, of which narrow pages show the end only. */
export function sessionName(session: number): (HTMLElement | string)[] {
  const digits = `${session}`;
  return [element('span', { class: 'long' }, digits.slice(0, -4)), digits.slice(-4)];
}

/** The call of a button. */
export function callOf(target: EventTarget | null): CallName | undefined {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.call') : null;
  if (button === null) return undefined;
  const { realm = '', caller, request } = button.dataset;
  return { realm, caller: Number(caller), request: Number(request) };
}
