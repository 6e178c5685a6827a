/** Several routers side by side: worst verdicts, differing readings, text and page. */
import { describe, expect, test } from 'vitest';
import { comparisonToText } from './compare.ts';
import { comparisonToHtml } from './compare-html.ts';
import { compare } from './comparison.ts';
import { type Element, open, textsOf, violationsIn } from './page.test-helper.ts';
import { mixedResult, passed, portraitOf, resultOf, runOf, unplayed } from './results.test-helper.ts';

const MIXED = await mixedResult();
/** Passes the cases that the other router was judged by. */
const RIGHT = resultOf(
  [
    runOf(
      'json',
      MIXED.runs[0]?.cases.filter(({ verdict }) => verdict !== 'not played').map(({ id }) => passed(id)) ??
        [],
    ),
  ],
  { name: 'right' },
);
const BOTH = compare([RIGHT, MIXED]);

test('the verdict of a router is its worst one over the serialisations', () => {
  const one = BOTH.cases.find(({ id }) => id === 'bp-14-payload-as-it-is');
  expect(one).toMatchObject({ family: 'BP', verdicts: ['pass', 'fail'], differs: true });
});

describe('verdicts', () => {
  const differs = (id: string) => BOTH.cases.find((one) => one.id === id)?.differs;

  test('differ only between routers that were judged', () => {
    expect(differs('rv-01-a-new-worker-takes-over')).toBe(false);
    expect(BOTH.cases.find(({ id }) => id === 'ct-01-no-clock-without-timeout')).toMatchObject({
      verdicts: [null, 'not played'],
      differs: false,
    });
  });

  test('do not differ by an answer to an open question', () => {
    expect(differs('bp-15-callee-leaves')).toBe(false);
    expect(differs('cr-08-all-refuse')).toBe(true);
  });

  test('a case that was played in one serialisation has the verdict of that', () => {
    const id = 'bp-13-no-such-procedure';
    const runs = [runOf('json', [unplayed(id, 'not played', 'Interrupted.')]), runOf('cbor', [passed(id)])];
    expect(compare([resultOf(runs, { name: 'a' })]).cases[0]?.verdicts).toEqual(['pass']);
  });
});

test('of a family, non-strict cases count as neither passed nor failed, and those without a judgement not at all', () => {
  expect(
    BOTH.families.map(({ family, counts }) => [
      family,
      ...counts.map(({ passed, nonStrict, failed }) => [passed, nonStrict, failed]),
    ]),
  ).toEqual([
    ['CR', [2, 0, 0], [0, 1, 1]],
    ['BP', [5, 0, 0], [2, 0, 3]],
    ['CC', [1, 0, 0], [1, 0, 0]],
    ['CT', [0, 0, 0], [0, 0, 0]],
    ['RV', [1, 0, 0], [0, 0, 0]],
  ]);
});

test('a feature and a reading that differ between serialisations have both values', () => {
  const runs = [
    runOf('json', [], { portrait: portraitOf({ late: 'abort' }, { call_timeout: [true, false] }) }),
    runOf('cbor', [], { portrait: portraitOf() }),
  ];
  const { features, readings } = compare([resultOf(runs, { name: 'a' })]);
  expect(features.find(({ feature }) => feature === 'call_timeout')?.states).toEqual([
    [
      { value: 'announced, does not work', only: ['json'] },
      { value: 'announced and works', only: ['cbor'] },
    ],
  ]);
  expect(readings.find(({ reading }) => reading === 'late')?.options).toEqual([
    [
      { value: 'abort', only: ['json'] },
      { value: 'discard', only: ['cbor'] },
    ],
  ]);
});

test('routers of the same name and version are told apart by their dates', () => {
  const { routers } = compare([MIXED, { ...MIXED, date: '2026-04-01T10:00:00.000Z' }]);
  expect(routers.map(({ title }) => title)).toEqual([
    'Odd <router> 1.2.3 (2026-03-14 09:26)',
    'Odd <router> 1.2.3 (2026-04-01 10:00)',
  ]);
});

test('the text has routers, features, differing readings, families and differing cases', () => {
  expect(`\n${comparisonToText(BOTH)}`).toMatchInlineSnapshot(`
    "
    Routers
      1  right               2026-03-14, dealerchart 0.1.0, json
      2  Odd <router> 1.2.3  2026-03-14, dealerchart 0.1.0, json, msgpack and cbor, not complete

    Features                    1       2
      shared_registration       yes     yes
      call_reroute              yes     works
      call_canceling            yes     yes
      call_timeout              yes     claims
      progressive_call_results  yes     yes
      registration_revocation   yes     no
      yes: announced and works; works: works, not announced; claims: announced, does not work; no:
      neither announced nor seen

    Readings that differ
      position  after-last: 1; not seen: 2
      order     relaxed: 1; no option: 2
      late      discard: 1; abort: 2
      goneUri   canceled: 1; cancelled: 2

    Cases passed/non-strict/failed  1      2
      CR: Call re-routing           2/0/0  0/1/1
      BP: Sessions and calls        5/0/0  2/0/3
      CC: Call canceling            1/0/0  1/0/0
      CT: Call timeouts             -      -
      RV: Revocation                1/0/0  -

    Cases with different verdicts (5)  1     2
      bp-06-goodbye-is-answered        pass  MUTE
      bp-14-payload-as-it-is           pass  FAIL
      bp-18-answer-to-nothing          pass  GONE
      cr-03-roundrobin-goes-on         pass  FAIL
      cr-08-all-refuse                 pass  near
      GONE: router gone; FAIL: fail; MUTE: no answer; near: non-strict"
  `);
});

test('the text says so where nothing differs', () => {
  const text = comparisonToText(compare([RIGHT, RIGHT]));
  expect(text).toContain('All routers follow the same option of each open question.');
  expect(text).toContain('All routers have the same verdict in each case.');
});

describe('the page', () => {
  const PAGE = comparisonToHtml(BOTH);

  test('has a matrix with a head for each router, and the filter has an entry for different verdicts', () => {
    const window = open(PAGE);
    const { document } = window;
    const matrix = document.querySelector('.matrix') as Element;
    expect(textsOf(matrix, 'thead th')).toEqual(['case', 'right', 'Odd <router> 1.2.3']);
    expect(textsOf(matrix, 'tbody tr td')).toEqual(['pass', 'fail', 'pass', 'non-strict']);
    const form = document.querySelector('form') as Element;
    (form.elements.verdict as { value: string }).value = 'differs';
    form.dispatchEvent(new window.Event('input', { bubbles: true }));
    expect(textsOf(document, 'output')).toEqual(['5 of 10 cases']);
    const shown = [...document.querySelectorAll('.case')].filter(({ hidden }) => !hidden);
    expect(shown.map((row) => row.querySelector('code')?.textContent)).toEqual(
      [
        ...BOTH.families.flatMap(({ family }) =>
          BOTH.cases.filter((one) => one.family === family && one.differs),
        ),
      ].map(({ id }) => id),
    );
  });

  test('counts the cases of each family by their colour, with the meaning of the three numbers above', () => {
    const { document } = open(PAGE);
    expect(textsOf(document, '#cases ~ p')).toEqual(['Cases passed non-strict failed of each family:']);
    const counts = document.querySelector('#cases ~ .table') as Element;
    expect(textsOf(counts, 'tbody tr:first-child > *')).toEqual(['CR: Call re-routing', '2 0 0', '0 1 1']);
    expect(textsOf(counts, 'tbody tr:first-child .warn')).toEqual(['1']);
  });

  test('is accessible, as far as axe can tell without a browser', async () => {
    const window = open(PAGE);
    expect(await violationsIn(window)).toEqual([]);
    window.close();
  });
});
