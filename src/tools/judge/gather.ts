/** `flatMap` as a loop: oracles do little else, and the built-in one takes several times as long. */

/**
 * @param items what to look at
 * @param of what there is of each item: any number of things, or one
 * @returns all of them, in order
 */
export function gather<Item, Thing>(
  items: readonly Item[],
  of: (item: Item) => readonly Thing[] | Thing,
): Thing[] {
  const all: Thing[] = [];
  for (const item of items) {
    const things = of(item);
    if (!Array.isArray(things)) all.push(things as Thing);
    else for (const thing of things) all.push(thing);
  }
  return all;
}
