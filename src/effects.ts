/** What charts have emitted and nobody has seen to yet: a stack, so that each step sees to its own. */
import type { Effect } from '../machines/vocabulary.ts';

/** A list that keeps its room: one that is emptied and filled anew with every step costs more than the step. */
export class Effects {
  /** How many there are. */
  size = 0;
  private readonly list: (Effect | undefined)[] = [];

  push(effect: Effect): void {
    this.list[this.size++] = effect;
  }

  /** Takes the effect out of its place; the place stays. */
  take(place: number): Effect {
    const effect = this.list[place] as Effect;
    this.list[place] = undefined;
    return effect;
  }
}
