/** Tables and figures that are wider than the page fade out at the edges where more can be scrolled into view. */

/** Marks the edges of wide parts, now and whenever they are scrolled or resized. */
export function watchEdges(page: HTMLElement): void {
  for (const part of page.querySelectorAll<HTMLElement>('.table, figure')) {
    if (part.dataset.more !== undefined) continue;
    mark(part);
    part.addEventListener('scroll', () => mark(part), { passive: true });
    resized.observe(part);
  }
}

// --- internal ---

const resized =
  typeof ResizeObserver === 'undefined'
    ? { observe: () => {} }
    : new ResizeObserver((entries) => {
        for (const { target } of entries) mark(target as HTMLElement);
      });

/** Sets `data-more` to the sides that are not in view: `left`, `right`, both or none. */
function mark(part: HTMLElement): void {
  const { scrollLeft, scrollWidth, clientWidth } = part;
  const sides = [
    ...(scrollLeft > 1 ? ['left'] : []),
    ...(scrollLeft + clientWidth < scrollWidth - 1 ? ['right'] : []),
  ];
  part.dataset.more = sides.join(' ');
}
