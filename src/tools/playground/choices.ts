/** What can happen next: steps that a reader takes by a click. */

import { UNAVAILABLE } from '../../../machines/uris.ts';
import { CANCEL_MODES, type CancelMode, type Policy } from '../../../machines/vocabulary.ts';
import { numbered } from '../scenario/names.ts';
import { CALLEES, CALLER } from '../scenario/people.ts';
import { writeJson } from '../scenario/words.ts';
import type { Trace } from '../trace/trace.ts';
import { type Client, clientsAt } from './clients.ts';

/** A step, and how a button calls it. */
export interface Choice {
  readonly label: string;
  /** What it means, if the label does not say it. */
  readonly hint?: string;
  /** The line of the script. */
  readonly step: string;
}

/** Those of a client; of nobody for what happens to all. */
export interface Choices {
  /** Name of the client; undefined for nobody. */
  readonly client: string | undefined;
  /** What it is: `callee`, `caller`, or both. */
  readonly roles: readonly string[];
  readonly choices: readonly Choice[];
}

/** What a reader has chosen for new registrations and calls. */
export interface Wishes {
  readonly policy: Policy;
  readonly procedure: string;
}

export const PROCEDURE = 'com.example.work';

/** The procedure that a script is about: the first that it registers or calls. */
export const procedureIn = (script: string): string =>
  /\b(?:REGISTER|CALL) \S+ \{.*?\} ([\w.]+)/.exec(script)?.[1] ?? PROCEDURE;

/**
 * The steps that can be taken next.
 *
 * @param traced what has happened; undefined if nothing has
 * @param step number of the step after which the next one comes
 * @param script all of it: names in it are not given again
 */
export function choicesAt(
  traced: Trace | undefined,
  step: number,
  script: string,
  wishes: Wishes,
): readonly Choices[] {
  const clients = traced === undefined ? [] : clientsAt(traced, step);
  const naming = namingIn(script);
  const ofClients = clients.map((client) => ({
    client: client.name,
    roles: client.roles,
    choices: choicesOf(client, wishes, naming),
  }));
  return [...ofClients, { client: undefined, roles: [], choices: choicesOfNobody(naming, clients) }];
}

// --- internal ---

/** Gives a name that the script does not have. */
type Naming = (stem: string) => string;

const namingIn = (script: string): Naming => {
  const used = new Set(script.match(/\??\b\w+\b/g));
  return (stem) => numbered(stem, (name) => !used.has(name));
};

function choicesOfNobody(naming: Naming, clients: readonly Client[]): Choice[] {
  const newcomer = (names: readonly string[]): string =>
    names.find((name) => naming(name) === name) ?? naming(names[0] as string);
  return [
    { label: 'A callee joins', step: `${newcomer(CALLEES)} joins as callee with ${CALLEE_FEATURES}` },
    { label: 'A caller joins', step: `${naming(CALLER)} joins as caller with ${CALLER_FEATURES}` },
    ...(clients.length === 0 ? [] : [{ label: '100 ms pass', step: '100 ms pass' }]),
  ];
}

const CALLEE_FEATURES = 'call_reroute, call_canceling, progressive_call_results';
const CALLER_FEATURES = 'call_canceling, progressive_call_results';

function choicesOf(client: Client, wishes: Wishes, naming: Naming): Choice[] {
  const { name, roles, invocations, calls, registrations } = client;
  const offers = { invoke: wishes.policy };
  const isNew = registrations.length === 0;
  return [
    ...invocations.flatMap(({ id, call, wantsProgress }) => [
      { label: `Answer ${call}`, step: `${name}: YIELD ${id} {} ["done"]` },
      {
        label: `Refuse ${call}`,
        hint: 'Too busy: another callee may be asked',
        step: `${name}: ERROR INVOCATION ${id} {} ${UNAVAILABLE}`,
      },
      {
        label: `Fail ${call}`,
        hint: 'An error as the answer: nobody else is asked',
        step: `${name}: ERROR INVOCATION ${id} {} com.example.error`,
      },
      ...(wantsProgress
        ? [
            {
              label: `A part of ${call}`,
              step: `${name}: YIELD ${id} ${writeJson({ progress: true })} ["part"]`,
            },
          ]
        : []),
    ]),
    ...(roles.includes('callee') && isNew
      ? [
          {
            label: `Register as ${wishes.policy}`,
            step: `${name}: REGISTER ${naming('?register')} ${writeJson(offers)} ${wishes.procedure}`,
          },
        ]
      : []),
    ...(roles.includes('caller')
      ? [
          { label: 'Call', step: `${name}: CALL ${naming('?call')} {} ${wishes.procedure}` },
          {
            label: 'Call, 250 ms at most',
            step: `${name}: CALL ${naming('?call')} ${writeJson({ timeout: 250 })} ${wishes.procedure}`,
          },
        ]
      : []),
    ...calls.flatMap((call) =>
      CANCEL_MODES.map((mode) => ({
        label: `Cancel ${calls.length > 1 ? call : 'the call'} (${mode})`,
        hint: CANCEL_HINTS[mode],
        step: `${name}: CANCEL ${call} ${writeJson({ mode })}`,
      })),
    ),
    ...registrations.map((id) => ({
      label: registrations.length > 1 ? `Unregister ${id}` : 'Unregister',
      step: `${name}: UNREGISTER ${naming('?unregister')} ${id}`,
    })),
    { label: 'Leave', hint: 'Say GOODBYE', step: `${name} leaves` },
    { label: 'Lose the line', hint: 'The connection breaks', step: `${name} is lost` },
  ];
}

const CANCEL_HINTS: Readonly<Record<CancelMode, string>> = {
  skip: 'The caller is answered at once, and the callee is not told',
  kill: 'The callee is interrupted, and its answer is awaited',
  killnowait: 'The caller is answered at once, and the callee is interrupted',
};
