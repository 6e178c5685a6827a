/** Remarks on messages whose fields are not those of WAMP, where no log expects that the router objects to them. */
import { IS, KINDS } from '../../../machines/kinds.ts';
import { layoutOf } from '../../../machines/layouts.ts';
import { ScenarioError } from './error.ts';
import { placeIn, type Scenario, type Sent, type Step } from './scenario.ts';
import { evaluate } from './words.ts';

/** @returns a remark for each such step; a scenario may send malformed messages, so these are no errors */
export function remarksOn(scenario: Scenario): readonly ScenarioError[] {
  return scenario.steps.flatMap((step, index) => {
    const { action } = step;
    if (action.does !== 'send' || isObjectedTo(scenario, index + 1)) return [];
    return remarkOn(scenario, step, action.message) ?? [];
  });
}

// --- internal ---

const isObjectedTo = ({ logs }: Scenario, number: number): boolean =>
  logs.some(({ lines }) =>
    lines.some(
      ({ step, expected }) =>
        step === number && expected.some((each) => each.kind === 'message' && each.type === 'ABORT'),
    ),
  );

function remarkOn(scenario: Scenario, { line }: Step, { type, fields }: Sent): ScenarioError | undefined {
  const layout = layoutOf(type);
  for (const [index, { element, kind }] of layout?.fields.entries() ?? []) {
    const field = fields[index];
    if (field === undefined && index >= (layout?.required ?? 0)) return undefined;
    // Any name stands for an id.
    if (field !== undefined && IS[kind](evaluate(field.term, () => 1))) continue;
    const came = field === undefined ? 'the line ends' : `${field.text} came`;
    const hint = kind === 'dict' ? `Write {} if ${element} has no entries.` : '';
    const place = placeIn(scenario, line, field?.text);
    return new ScenarioError(place, `${type}.${element} to be ${KINDS[kind]}`, came, hint);
  }
  return undefined;
}
