/** The editor of the script: numbered lines, completion, and mistakes at their place. */
import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { completionsFor } from '../../../../src/tools/playground/completions.ts';
import type { State } from './state.ts';

export const Editor = defineComponent({
  props: { state: { type: Object as () => State, required: true } },
  setup({ state }) {
    const root = ref<HTMLElement>();
    let view: EditorView | undefined;
    onMounted(() => {
      view = new EditorView({
        parent: root.value as HTMLElement,
        state: EditorState.create({ doc: state.script, extensions: extensionsFor(state) }),
      });
      mark(view, state);
    });
    onBeforeUnmount(() => view?.destroy());
    watch(
      () => state.script,
      (script) => {
        if (view === undefined || view.state.doc.toString() === script) return;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: script } });
      },
    );
    watch([() => state.mistake, () => state.step, () => state.played], () => view && mark(view, state));
    return () => h('div', { class: 'editor', ref: root });
  },
});

// --- internal ---

/** Shows the mistake, and the line of the step that is shown. */
function mark(view: EditorView, state: State): void {
  view.dispatch({ effects: showLine.of(lineOfStep(view, state)) });
  view.dispatch(setDiagnostics(view.state, diagnosticsIn(view, state)));
}

function diagnosticsIn(view: EditorView, { mistake }: State): Diagnostic[] {
  if (mistake === undefined) return [];
  const { doc } = view.state;
  const line = doc.line(Math.max(1, Math.min(mistake.line || 1, doc.lines)));
  const from = Math.min(line.from + mistake.column - 1, line.to);
  const to = mistake.length === 0 ? line.to : Math.min(from + mistake.length, line.to);
  return [{ from, to, severity: 'error', message: mistake.says }];
}

/** The line of the step that is shown; 0 for none. Lines before the first step are settings. */
function lineOfStep(view: EditorView, { step, count }: State): number {
  const full = Array.from({ length: view.state.doc.lines }, (_, index) => index + 1).filter(
    (line) => view.state.doc.line(line).text.trim() !== '',
  );
  return step === 0 ? 0 : (full[full.length - count + step - 1] ?? 0);
}

const showLine = StateEffect.define<number>();

const shownLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { effects, changes, state }) {
    const shown = effects.find((effect) => effect.is(showLine))?.value as number | undefined;
    if (shown === undefined) return lines.map(changes);
    if (shown < 1 || shown > state.doc.lines) return Decoration.none;
    return Decoration.set(Decoration.line({ class: 'cm-shown' }).range(state.doc.line(shown).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Colours for names of clients, messages, ids and URIs. */
const words = new MatchDecorator({
  regexp: /(^\??\w+)(?=[: ])|(\?\w+)|\b([A-Z]{4,})\b|\b((?:wamp|com)(?:\.\w+)+)/g,
  decoration: ([, client, id, message]) =>
    Decoration.mark({
      class: client ? 'cm-client' : id ? 'cm-id' : message ? 'cm-message' : 'cm-uri',
    }),
});

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = words.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = words.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function complete(context: CompletionContext): { from: number; options: { label: string }[] } | null {
  const line = context.state.doc.lineAt(context.pos);
  const found = completionsFor(line.text.slice(0, context.pos - line.from), context.state.doc.toString());
  if (found === undefined) return null;
  return { from: line.from + found.from, options: [...found.options] };
}

const extensionsFor = (state: State): Extension => [
  lineNumbers(),
  history(),
  drawSelection(),
  colours,
  shownLine,
  lintGutter(),
  autocompletion({ override: [complete], icons: false }),
  // Tab leaves the editor, as everywhere on a page.
  keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'Script', spellcheck: 'false', autocapitalize: 'off' }),
  EditorView.lineWrapping,
  EditorView.updateListener.of(({ docChanged, state: { doc } }) => {
    if (docChanged) state.script = doc.toString();
  }),
];
