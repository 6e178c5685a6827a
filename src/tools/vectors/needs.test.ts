/** Needs of vectors: features of the router, and means of a test bench. */
import { describe, expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { excludedBy, featuresNeeded } from '../scenario/needs.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { benchOf } from './needs.ts';

const scenarioOf = (name: string): Scenario => readLibrary().get(name) as Scenario;

describe('features follow from the messages', () => {
  test.each([
    ['bp-13-no-such-procedure', []],
    ['sr-02-single-in-so-many-words', []],
    ['sr-12-first-is-the-oldest', ['shared_registration']],
    ['cr-02-single-has-nobody-else', ['call_reroute']],
    ['cr-03-roundrobin-goes-on', ['shared_registration', 'call_reroute']],
    ['cc-01-skip-leaves-the-callee-alone', ['call_canceling']],
    ['ct-01-no-clock-without-timeout', ['shared_registration', 'call_reroute']],
    ['ct-02-clocks-run-out-in-their-order', ['call_timeout']],
    ['mix-kill-and-caller-leaves', ['call_canceling']],
    ['pr-02-progress-goes-on-at-once', ['progressive_call_results']],
    ['rv-01-a-new-worker-takes-over', ['registration_revocation']],
  ])('%s needs %j', (name, features) => {
    expect(featuresNeeded(scenarioOf(name))).toEqual(features);
  });
});

test('a WELCOME with features is for routers that have them', () => {
  expect(featuresNeeded(scenarioOf('fa-01-dealer-announces'))).toEqual([
    'shared_registration',
    'call_reroute',
    'call_canceling',
    'call_timeout',
    'progressive_call_results',
  ]);
});

describe('roles and features that would change the outcome are named', () => {
  test.each([
    ['bp-13-no-such-procedure', []],
    ['bp-21-no-broker', ['broker']],
    ['bp-23-only-exact-matches', ['pattern_based_registration']],
    ['fa-05-sealed-call', ['payload_passthru_mode']],
    ['fa-06-call-in-parts', ['progressive_call_invocations']],
  ])('%s: %j', (name, excluded) => {
    expect(excludedBy(scenarioOf(name))).toEqual(excluded);
  });
});

describe('what no client has is named', () => {
  test.each([
    ['bp-13-no-such-procedure', []],
    ['cr-04-random-draws-among-the-rest', ['draws']],
    ['lm-02-calls-in-flight', ['limits']],
    ['au-04-admitted-without-a-challenge', ['authentication']],
    ['ud-02-answers-that-are-lost', ['obstruction']],
    ['bp-08-shutdown-before-hello', ['shutdown']],
    ['bp-09-no-such-realm', ['realms']],
    ['lm-04-tries', ['limits', 'obstruction']],
  ])('%s needs %j', (name, bench) => {
    expect(benchOf(scenarioOf(name))).toEqual(bench);
  });
});
