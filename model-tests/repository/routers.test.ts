/** Facts about other routers agree with the results of the conformance suite. */
import { describe, expect, test } from 'vitest';
import { PEERS } from '../../peers/peers.ts';
import { type RouterName, WITHOUT_REROUTING } from '../../src/tools/consult/facts.ts';
import { JUDGED } from '../../src/tools/consult/judged.generated.ts';
import { ROUTERS } from '../../src/tools/consult/routers.ts';
import { PEERS_OF } from '../pages/judged.ts';
import { checkedIn } from '../pages/results.ts';

const RESULTS = checkedIn();

test('every router that is judged is among them', () => {
  expect(Object.values(PEERS_OF).sort()).toEqual(PEERS.map(({ name }) => name).sort());
  expect(Object.keys(JUDGED)).toEqual(Object.keys(PEERS_OF));
});

describe.each(Object.entries(PEERS_OF) as [RouterName, string][])('%s', (router, peer) => {
  const result = RESULTS[`${peer}.json`];

  test('has the version that was judged', () => {
    expect(ROUTERS.find(({ name }) => name === router)?.version).toContain(result?.router.version);
  });

  test('re-routes if the suite saw it do so', () => {
    const features = result?.runs.flatMap(({ portrait }) => portrait.features) ?? [];
    const isSeen = features.some(({ feature, works }) => feature === 'call_reroute' && works);
    expect(router in WITHOUT_REROUTING).toBe(!isSeen);
  });
});
