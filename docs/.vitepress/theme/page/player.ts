/**
 * Plays a flow: its messages appear one after another, and beside each its line of words.
 *
 * A `.playing` element has a figure with the flow, and a list: one item for its beginning, and one for each message. All of
 * it is shown without scripts, and to readers who prefer less motion.
 */

/** Starts the flows of a page. */
export function playFlows(page: HTMLElement): void {
  for (const element of page.querySelectorAll<HTMLElement>('.playing:not([data-state])')) new Player(element);
}

// --- internal ---

/** Time between two messages, in milliseconds: six messages take ten seconds. */
const BETWEEN = 1_600;

type State = 'playing' | 'paused' | 'ended';

class Player {
  private readonly element: HTMLElement;
  /** For each variant of the picture its messages, in order; those that are re-routed with the bar before them. */
  private readonly pictures: readonly (readonly (readonly Element[])[])[];
  private readonly lines: readonly Element[];
  private readonly button = document.createElement('button');
  private shown = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
    this.pictures = [...element.querySelectorAll('svg')].map((svg) => {
      const bars = [...svg.querySelectorAll('.bar')];
      return [...svg.querySelectorAll('.message, .rerouted, .discarded')].map((message) =>
        message.matches('.rerouted') ? [message, ...bars.splice(0, 1)] : [message],
      );
    });
    this.lines = [...element.querySelectorAll('ol > li')];
    this.button.type = 'button';
    this.button.className = 'play';
    this.button.addEventListener('click', () => this.press());
    element.querySelector('ol')?.before(this.button);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.show(this.lines.length, 'ended');
    else this.run();
  }

  // --- internal ---

  private press(): void {
    const { state } = this.element.dataset as { state: State };
    if (state === 'playing') this.show(this.shown, 'paused');
    else {
      if (state === 'ended') this.shown = 0;
      this.run();
    }
  }

  /** Shows the next message, and goes on until all are shown, or the page is left. */
  private run(): void {
    if (!this.element.isConnected) return;
    const next = this.shown + 1;
    this.show(next, next < this.lines.length ? 'playing' : 'ended');
  }

  private show(count: number, state: State): void {
    clearTimeout(this.timer);
    this.shown = count;
    this.element.dataset.state = state;
    this.button.textContent = { playing: 'Pause', paused: 'Play', ended: 'Play again' }[state];
    const last = count - 1;
    for (const [index, line] of this.lines.entries()) mark([line], index, last);
    // The first line tells of the time before the first message.
    for (const messages of this.pictures)
      for (const [index, parts] of messages.entries()) mark(parts, index + 1, last);
    if (state === 'playing') this.timer = setTimeout(() => this.run(), BETWEEN);
  }
}

function mark(parts: readonly Element[], index: number, last: number): void {
  for (const part of parts) {
    part.classList.toggle('later', index > last);
    part.classList.toggle('now', index === last);
  }
}
