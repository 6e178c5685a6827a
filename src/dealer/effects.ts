/** Stack of emitted effects that are not processed yet; each step processes only those that it pushed. */
import type { Effect } from '../../machines/vocabulary.ts';

/** A stack that never shrinks: reallocating it for each step would cost more than the step itself. */
export class Effects {
  /** Number of effects on the stack; lower it to drop those that were processed. */
  size = 0;
  private readonly list: (Effect | undefined)[] = [];

  push(effect: Effect): void {
    this.list[this.size++] = effect;
  }

  /** Returns the effect at an index and clears the slot, so that the stack does not keep it alive. */
  take(place: number): Effect {
    const effect = this.list[place] as Effect;
    this.list[place] = undefined;
    return effect;
  }
}
