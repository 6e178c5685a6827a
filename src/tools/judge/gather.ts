/** `flatMap` as a loop: oracles do little else, and the built-in one takes several times as long. */

/**
 * @param of gives the results for an item: a list, or a single one
 * @returns all results, in order
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
