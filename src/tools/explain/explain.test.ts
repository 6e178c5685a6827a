/** Complete explanations, for reading. */
import { expect, test } from 'vitest';
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { parseScenario } from '../scenario/parse.ts';
import { readingsOf, type Scenario } from '../scenario/scenario.ts';
import { trace } from '../trace/trace.ts';
import { difference } from './difference.ts';
import { differenceToText } from './difference-text.ts';
import { type Explanation, explain } from './explain.ts';
import { code, prose, toMarkdown } from './markdown.ts';
import { findWay, TARGETS } from './path.ts';
import { toText } from './text.ts';

const page = (name: string): Scenario => readLibrary().get(name) as Scenario;

const explained = async (scenario: Scenario, readings: Partial<Readings> = {}): Promise<Explanation> =>
  explain(await trace(scenario, { readings: { ...DEFAULT_READINGS, ...readings }, seed: 1 }));

const differing = async (
  scenario: Scenario,
  readings: Partial<Readings>,
  width?: number,
): Promise<string> => {
  const one = await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 });
  const other = await trace(scenario, { readings: { ...DEFAULT_READINGS, ...readings }, seed: 1 });
  return differenceToText(difference(one, other), width === undefined ? {} : { width });
};

test('a scenario is explained from its reason to its end', async () => {
  expect(toText(await explained(page('cr-02-single-has-nobody-else')))).toMatchInlineSnapshot(`
    "A refused call of a single procedure ends

    There is no other callee. The caller is told so by an error of its own, which it can tell from any
    error of the procedure: the call may succeed later.

    Participants
      alice  callee that announces \`call_reroute\`
      carol  caller

    Steps
      Each connection has a chart "session", each procedure a "registration", each CALL a "call". An
      arrow is a transition, "?name" is an id, and [CR-1] is a rule whose sentence is printed above.
    1-2  alice and carol join
        sessions alice and carol: opening → established
          BP-3 (stated): HELLO is answered by WELCOME with a random session id and the roles and
            features of the router.
        → each is welcomed: WELCOME
     3  alice asks to register com.example.add: REGISTER ?a {} com.example.add
        registration com.example.add: vacant → occupied.single
          REGISTER: appends the callee to the list, confirms and opens
          SR-1 (stated): A REGISTER without \`invoke\` asks for the policy \`single\`.
          SR-6 (stated): The first callee of a procedure decides the policy, and it holds until the
            registration ends.
        → alice is registered: REGISTERED ?a ?registration
     4  carol calls com.example.add: CALL ?call {} com.example.add [2, 3]
        registration com.example.add, still occupied.single
          alice is registered; it selects the only member: alice [SR-1]
        call carol ?call: selecting → invoked.waiting
          the registration selects a callee: records the callee and sends the INVOCATION
          CR-10 (inferred): Every INVOCATION of a call, a re-routed one too, carries the arguments of
            the CALL, the registration id that its callee was told, and a request id of its session.
        → alice is invoked: INVOCATION ?toAlice ?registration {} [2, 3]
     5  alice refuses the call ?call of carol: ERROR INVOCATION ?toAlice {} wamp.error.unavailable
        call carol ?call: invoked.waiting → rerouting
          ERROR, and it is a refusal: records the refusal and requests another callee
          CR-1 (stated): A callee that answers an INVOCATION with \`wamp.error.unavailable\` refuses the
            call: the dealer gives it to another callee, and the caller gets no message.
          CR-7 (inferred): For the rest of the call, a callee that refused it is treated as if it did
            not exist; for other calls it is as before.
        registration com.example.add, still occupied.single
          alice is registered, alice has refused this call; it has no candidate for this call
          CR-2 (stated): \`single\`: a refused call ends with \`wamp.error.no_available_callee\`.
        call carol ?call: rerouting → exhausted
          the registration has no candidate: tells the caller that no callee is available and ends
          CR-8 (stated): When all callees have refused a call, it ends with
            \`wamp.error.no_available_callee\`.
        → carol’s call fails: ERROR CALL ?call {} wamp.error.no_available_callee ["No callee of
          com.example.add is left for this call; 1 was asked and refused."]
     6  carol calls com.example.add: CALL ?again {} com.example.add [2, 3]
        registration com.example.add, still occupied.single
          alice is registered; it selects the only member: alice [SR-1]
        call carol ?again: selecting → invoked.waiting
          the registration selects a callee: records the callee and sends the INVOCATION [CR-10]
        → alice is invoked: INVOCATION ?toAlice2 ?registration {} [2, 3]"
  `);
});

test('two ways of reading the text stand side by side where they part, on one screen', async () => {
  const text = await differing(page('reading-newcomer'), { newcomer: 'ignored' });
  expect(text.split('\n').length).toBeLessThanOrEqual(40);
  expect(text).toMatchInlineSnapshot(`
    "A callee that registers while a call is in flight
    newcomer: Under \`last\`, may a call be re-routed to a callee that registered after the call was made?

    newcomer=candidate                               │ newcomer=ignored
    Yes: it is the last of the list now, and it has  │ No: only to callees that registered before the
    not refused.                                     │ one that refused.

    Steps 1 to 8 are the same.
     9  bob refuses the call ?call of carol: ERROR INVOCATION ?toBob {} wamp.error.unavailable
        call carol ?call: invoked.waiting → rerouting
          ERROR, and it is a refusal: records the refusal and requests another callee [CR-1, CR-7]
        registration com.example.add, still          │     registration com.example.add, still
          occupied.shared.last                       │       occupied.shared.last
          alice, bob and dora are registered, bob    │       alice, bob and dora are registered, bob
          has refused this call; it selects the last │       has refused this call; it selects the last
          of the others: dora [CR-6, CR-7,           │       of the members before it: alice [CR-6,
          newcomer=candidate]                        │       CR-7, newcomer=ignored]
        call carol ?call: rerouting →                │     call carol ?call: rerouting →
          invoked.waiting                            │       invoked.waiting
          the registration selects a callee: records │       the registration selects a callee: records
          the callee and sends the INVOCATION [CR-1, │       the callee and sends the INVOCATION [CR-1,
          CR-10]                                     │       CR-10]
        → dora is invoked: INVOCATION ?taken         │     → alice is invoked: INVOCATION ?taken
          ?registration {}                           │       ?registration {}
    10  dora answers the call ?call of carol: YIELD  │ 10  alice answers the call ?call of carol: YIELD
        ?taken {} [5]                                │     ?taken {} [5]
        call carol ?call: invoked.waiting →          │     call carol ?call: invoked.waiting →
          completed                                  │       completed
          YIELD: forwards the result to the caller   │       YIELD: forwards the result to the caller
          and ends [BP-14]                           │       and ends [BP-14]
        → carol gets the result: RESULT ?call {} [5] │     → carol gets the result: RESULT ?call {} [5]

    Results
      alice  is not invoked                          │   alice  is invoked in step 9
      bob    is invoked in step 7, in both cases
      dora   is invoked in step 9                    │   dora   is not invoked
      carol  gets RESULT ?call {} [5], in both cases"
  `);
});

test('two ways stand one below the other where lines are short', async () => {
  const text = await differing(page('reading-newcomer'), { newcomer: 'ignored' }, 60);
  expect(text).not.toContain('│');
  expect(text.match(/^ {4}newcomer=(candidate|ignored):$/gm)).toHaveLength(4);
});

test('where two ways lead to the same, that is said', async () => {
  const text = await differing(page('reading-newcomer'), { gate: 'announced' });
  expect(text.split('\n').at(-1)).toBe(
    'Nothing differs: every step has the same outcome under gate=any and gate=announced.',
  );
});

/** A page whose log and script fit the default only. */
const PAGE = [
  '# A page',
  '',
  'It matters.',
  '',
  '```script',
  'alice joins as callee',
  'bob joins as callee',
  'carol joins as caller',
  'alice: REGISTER ?a {"invoke": "first"} com.example.add',
  'bob: REGISTER ?b {"invoke": "first"} com.example.add',
  'carol: CALL ?call {} com.example.add',
  'alice: ERROR INVOCATION ?toAlice {} wamp.error.unavailable',
  'bob: YIELD ?toBob {} [5]',
  '```',
  '',
  '```log',
  '4 alice REGISTERED ?a ?registration',
  '5 bob REGISTERED ?b ?registration',
  '6 alice INVOCATION ?toAlice ?registration {}',
  '7 bob INVOCATION ?toBob ?registration {}',
  '8 carol RESULT ?call {} [5]',
  '```',
  '',
  'Shows CR-1.',
  '',
].join('\n');

test.each([
  ['bp-18-refusal-of-nothing', 7, 'alice refuses an INVOCATION that it never received'],
  ['cc-05-unknown-mode', 5, 'carol cancels its own call ?call, mode `gently`'],
  ['cc-07-cancel-of-what-is-over', undefined, 'a call that has ended or never existed'],
  ['bp-05-messages-that-are-none', 8, 'dora calls nothing'],
])('a step is told as what it is, whatever it does to others: %s', async (name, step, said) => {
  const { steps } = await explained(page(name));
  const sentences = steps.filter(({ number }) => step === undefined || number === step);
  expect(sentences.map(({ sentence }) => sentence).join('; ')).toContain(said);
});

test('who is never welcomed has no roles, whatever its HELLO says', async () => {
  const { participants } = await explained(page('bp-02-roles-are-dictionaries'));
  expect(participants.flatMap(({ roles }) => roles)).toEqual([]);
  const [alice] = (await explained(page('fa-04-rerouting-announced'))).participants;
  expect(alice?.roles).toContainEqual({ role: 'callee', features: ['shared_registration', 'call_reroute'] });
});

test('a callee that has come again is not taken for the one that refused', async () => {
  const { steps } = await explained(page('mix-refused-and-come-again'));
  const selection = steps[10]?.moves.find((move) => move.selection !== undefined)?.selection;
  expect(selection).toMatchObject({
    list: ['bob', 'alice'],
    refused: ['an earlier session of alice', 'bob'],
    picked: 'alice',
  });
});

test('a registration that has ended is not taken for the one that came after it', async () => {
  const scenario = page('mix-registration-has-ended-meanwhile');
  expect(toText(await explained(scenario))).toContain('bob is registered, alice has refused this call');
  const ended = toText(await explained(scenario, { ended: 'registration' }));
  expect(ended).toContain('there is no registration any more, alice has refused this call');
});

test('a step that cannot be taken under other readings is left out, and the text says why', async () => {
  const { steps, wrong } = await explained(parseScenario(PAGE, 'page.md'), { gate: 'announced' });
  expect(steps[7]).toMatchObject({
    sentence: 'bob answers a call',
    impossible: 'Expected ?toBob to be known, but nothing that came has bound it.',
    moves: [],
  });
  expect(wrong.map(({ step }) => step)).toEqual([7, 8]);
  expect(wrong[1]?.came).toEqual([
    'cannot take the step: Expected ?toBob to be known, but nothing that came has bound it.',
  ]);
  const text = toText(await explained(parseScenario(PAGE, 'page.md'), { gate: 'announced' }));
  expect(text.replace(/\s+/g, ' ')).toContain(
    'This step is impossible under these readings and is skipped. Expected ?toBob to be known',
  );
});

test('a page that says something else than the charts do is told so at the end, with file and line', async () => {
  const wrong = parseScenario(
    PAGE.replace('8 carol RESULT ?call {} [5]', '8 carol RESULT ?call {} [6]'),
    'page.md',
  );
  expect(
    toText(await explained(wrong))
      .split('\n')
      .slice(-3),
  ).toEqual([
    'page.md:21: The page contradicts the charts in step 8.',
    '  the page    carol RESULT ?call {} [6]',
    '  the charts  carol RESULT ?call {} [5]',
  ]);
});

test('where a page says nothing of the readings that are chosen, that is said', async () => {
  const text = toText(await explained(page('reading-exclude-and-the-cap')));
  expect(text.split('\n').slice(-2)).toEqual([
    'The page has no log for these readings. It has one for exclude=last-refused: add --reading to see',
    'it.',
  ]);
});

test('the way to a state is the scenario with the fewest steps, up to the one that gets there', async () => {
  const way = await findWay(TARGETS.get('call.exhausted') as never, readLibrary().values());
  expect(way?.steps).toBe(5);
  expect(way?.trace.scenario).toBe(page('cr-02-single-has-nobody-else'));
  expect(way?.trace.steps.at(-1)?.events.at(-1)?.to).toBe('exhausted');
});

test('an edge that the defaults never take is found under the readings of a log', async () => {
  const target = TARGETS.get('registration.occupied.shared.last, select, edge 1');
  const way = await findWay(target as never, readLibrary().values());
  expect(way?.trace.readings).toEqual({ ...DEFAULT_READINGS, newcomer: 'ignored' });
});

test('there is a way to every state and over every edge', { timeout: 120_000 }, async () => {
  const library = [...readLibrary().values()];
  const met = new Set<string>();
  for (const scenario of library) {
    for (const readings of [DEFAULT_READINGS, ...scenario.logs.map(readingsOf)]) {
      const { steps } = await trace(scenario, { readings, seed: 1 });
      const events = steps.flatMap((step) => step.events);
      for (const { name, isMetBy } of TARGETS.values())
        if (!met.has(name) && events.some(isMetBy)) met.add(name);
    }
  }
  expect([...TARGETS.keys()].filter((name) => !met.has(name))).toEqual([]);
});

test('Markdown lets no HTML, no template and no link of a scenario through', async () => {
  expect(prose('a <b> {{ c }} [d](e) *f* `g<h>`')).toBe(
    'a &lt;b&gt; &#123;&#123; c &#125;&#125; \\[d\\](e) \\*f\\* `g<h>`',
  );
  expect(code('a `b` ``c``')).toBe('``` a `b` ``c`` ```');
  const text = PAGE.replaceAll('com.example.add', '"com.<script>.{{x}}"');
  const markdown = toMarkdown(await explained(parseScenario(text, 'page.md')));
  expect(markdown.replace(/(`+)[^`]+\1/g, '')).not.toMatch(/<|\{\{/);
});
