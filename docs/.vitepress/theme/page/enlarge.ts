/** Enlarged figures: a dialog over the whole window, in which a picture is zoomed, scrolled and dragged. */

/** Adds a button to each figure; a tap on the picture does the same. */
export function makeEnlargeable(page: HTMLElement): void {
  for (const figure of page.querySelectorAll<HTMLElement>('figure:has(> svg)')) {
    // The pictures of the playground change while they are looked at.
    if (figure.querySelector('.enlarge') !== null || figure.closest('a, .play-page') !== null) continue;
    const button = buttonOf('Enlarge', 'enlarge');
    button.setAttribute('aria-haspopup', 'dialog');
    button.setAttribute('aria-label', `Enlarge: ${titleOf(shownIn(figure))}`);
    button.addEventListener('click', () => open(figure));
    figure.prepend(button);
    // The button now reaches it, and scrolls it into view.
    figure.removeAttribute('tabindex');
    figure.addEventListener('click', ({ target }) => {
      const isLink = target instanceof Element && target.closest('a, button') !== null;
      if (!isLink && getSelection()?.isCollapsed !== false) open(figure);
    });
  }
}

// --- internal ---

/** Factor of a step of the zoom, and its bounds. */
const STEP = 1.25;
const [SMALLEST, LARGEST] = [0.1, 6];

const shownIn = (figure: HTMLElement): SVGSVGElement =>
  [...figure.querySelectorAll<SVGSVGElement>(':scope > svg')].find((svg) => svg.checkVisibility()) ??
  (figure.querySelector('svg') as SVGSVGElement);

const titleOf = (svg: SVGSVGElement): string => svg.querySelector('title')?.textContent ?? 'the figure';

function buttonOf(text: string, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = name;
  button.textContent = text;
  return button;
}

function open(figure: HTMLElement): void {
  // The variant for wide screens has one line for each label; it can be scrolled here.
  const source = figure.querySelector<SVGSVGElement>('svg.wide') ?? shownIn(figure);
  const svg = source.cloneNode(true) as SVGSVGElement;
  svg.classList.remove('wide', 'narrow');
  for (const hidden of svg.querySelectorAll('.later, .now')) hidden.classList.remove('later', 'now');
  const dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  dialog.setAttribute('aria-label', titleOf(svg));
  const view = document.createElement('div');
  view.className = 'view vp-doc';
  view.tabIndex = 0;
  view.setAttribute('role', 'group');
  view.setAttribute('aria-label', 'The picture; the arrow keys move it, + and - zoom');
  view.append(svg);
  const zoom = new Zoom(view, svg);
  const bar = document.createElement('div');
  bar.className = 'bar';
  const action = (text: string, label: string, act: () => void): HTMLButtonElement => {
    const button = buttonOf(text, 'zoom');
    button.setAttribute('aria-label', label);
    button.addEventListener('click', act);
    return button;
  };
  bar.append(
    action('−', 'Zoom out', () => zoom.by(1 / STEP)),
    action('+', 'Zoom in', () => zoom.by(STEP)),
    action('Fit', 'Fit the whole picture', () => zoom.fit()),
    action('100 %', '100 %, the original size', () => zoom.to(1)),
    action('Close', 'Close', () => dialog.close()),
  );
  dialog.append(bar, view);
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === '+' || key === '=') zoom.by(STEP);
    if (key === '-') zoom.by(1 / STEP);
    if (key === '0') zoom.fit();
  });
  dialog.addEventListener('click', ({ target }) => {
    // A link in the picture leads to another part of the page, or to another page.
    if (target === dialog || (target instanceof Element && target.closest('a'))) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  zoom.begin();
  view.focus();
}

/** Size of a picture in a view that scrolls. */
class Zoom {
  private readonly view: HTMLElement;
  private readonly svg: SVGSVGElement;
  private readonly width: number;
  private readonly height: number;
  private scale = 1;

  constructor(view: HTMLElement, svg: SVGSVGElement) {
    this.view = view;
    this.svg = svg;
    const { width, height } = svg.viewBox.baseVal;
    this.width = width;
    this.height = height;
    this.drag();
    view.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return; // A wheel alone scrolls; browsers report a pinch with this key.
        event.preventDefault();
        this.by(Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
      },
      { passive: false },
    );
  }

  /** The whole picture if that is readable, else its original size, from the beginning on. */
  begin(): void {
    this.fit();
    if (this.scale < 0.6) this.to(1);
    this.view.scrollTo(0, 0);
    this.svg.querySelector('.start')?.scrollIntoView({ block: 'center', inline: 'center' });
  }

  fit(): void {
    const { clientWidth, clientHeight } = this.view;
    const [across, down] = [clientWidth / this.width, clientHeight / this.height];
    // A long flow fits across, and is scrolled down.
    this.to(Math.min(across, Math.max(down, 0.6), 2));
  }

  /** Zooms by a factor around a point of the window: the middle of the view if omitted. */
  by(factor: number, x?: number, y?: number): void {
    this.to(this.scale * factor, x, y);
  }

  to(wanted: number, x?: number, y?: number): void {
    const { view, svg } = this;
    const scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    const box = view.getBoundingClientRect();
    const [across, down] = [
      (x ?? box.left + box.width / 2) - box.left,
      (y ?? box.top + box.height / 2) - box.top,
    ];
    const point = [(view.scrollLeft + across) / this.scale, (view.scrollTop + down) / this.scale] as const;
    this.scale = scale;
    svg.style.width = `${this.width * scale}px`;
    svg.style.height = `${this.height * scale}px`;
    view.scrollTo(point[0] * scale - across, point[1] * scale - down);
  }

  // --- internal ---

  /** A mouse drags the picture; fingers scroll it without this. */
  private drag(): void {
    const { view } = this;
    view.addEventListener('pointerdown', (event) => {
      const isLink = event.target instanceof Element && event.target.closest('a') !== null;
      if (event.pointerType !== 'mouse' || event.button !== 0 || isLink) return;
      event.preventDefault();
      view.focus();
      view.setPointerCapture(event.pointerId);
      view.classList.add('dragged');
    });
    view.addEventListener('pointermove', (event) => {
      if (view.classList.contains('dragged')) view.scrollBy(-event.movementX, -event.movementY);
    });
    for (const end of ['pointerup', 'pointercancel'])
      view.addEventListener(end, () => view.classList.remove('dragged'));
  }
}
