/** The sign beside a heading copies the link to it. */

/** Copies the link of the heading whose sign is activated, by pointer or key. */
export function copyLinks(): void {
  if (typeof document === 'undefined') return;
  document.addEventListener('click', ({ target }) => {
    const sign = target instanceof Element ? target.closest<HTMLAnchorElement>('a.header-anchor') : null;
    if (sign === null) return;
    // The browser still goes to the heading, so the link is also in its address bar.
    navigator.clipboard?.writeText(sign.href).then(
      () => tell(sign),
      () => {}, // Some browsers do not permit it.
    );
  });
}

// --- internal ---

const SHOWN_FOR = 2_000;

function tell(sign: HTMLElement): void {
  sign.dataset.copied = 'Link copied';
  announce('Link copied');
  setTimeout(() => delete sign.dataset.copied, SHOWN_FOR);
}

/** Tells it to screen readers. */
function announce(text: string): void {
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.className = 'visually-hidden';
  document.body.append(status);
  status.textContent = text;
  setTimeout(() => status.remove(), SHOWN_FOR);
}
