/** Compiled charts behave like XState where one step leads to another: edges without an event, and final states. */
import { describe, expect, test } from 'vitest';
import { type Config, loud, play } from './compile.test-helper.ts';

describe('edges without an event', () => {
  test('are taken one after the other, at the start too, with the event that led there', () => {
    const config = {
      initial: 'a',
      states: {
        a: { always: { target: 'b', actions: 'name' } },
        b: loud('b', { on: { GO: 'c' } }),
        c: loud('c', { always: { target: 'd', actions: 'name' } }),
        d: loud('d', { always: 'b' }),
      },
    };
    expect(play(config, 'GO')).toEqual([
      'b: by xstate.init enter_b',
      'b: leave_b enter_c leave_c by GO enter_d leave_d enter_b',
    ]);
  });

  test('wait for their guards, inner ones first', () => {
    const config = {
      initial: 'a',
      always: { guard: 'isBig', actions: 'outer' },
      states: {
        a: { always: { guard: 'isHuge', target: 'b', actions: 'inner' }, on: { GO: { actions: 'go' } } },
        b: {},
      },
    };
    expect(play(config, 'GO', { type: 'GO', n: 5 })).toEqual(['a:', 'a: go', 'a: go outer']);
    expect(play(config, { type: 'UNKNOWN', n: 10 })).toEqual(['a:', 'b: inner outer']);
  });

  test('go on as long as they change the context', () => {
    const config = {
      always: { guard: 'isSmall', actions: ['add', 'tell'] },
      on: { GO: { actions: 'keep' } },
    };
    expect(play(config, { type: 'GO', n: 1 })).toEqual([': n=1 n=2 n=3', ': n=2 n=3']);
  });

  test('without a target and without a change are taken once', () => {
    const config = { always: { actions: 'tell' }, on: { GO: { actions: 'add' } } };
    expect(play(config, 'GO', 'UNKNOWN')).toEqual([': n=0', ': n=1', ': n=1']);
  });
});

describe('final states', () => {
  const final = (name: string) => loud(name, { type: 'final' });
  const job = { initial: 'work', states: { work: { on: { END: 'over' } }, over: final('over') } };

  test('end the state around them, which tells so', () => {
    const config = {
      initial: 'job',
      states: {
        job: loud('job', { ...job, onDone: { target: 'next', actions: 'name' } }),
        next: loud('next'),
      },
    };
    expect(play(config, 'END')).toEqual([
      'job.work: enter_job',
      'next: enter_over leave_over leave_job by xstate.done.state.small.job enter_next',
    ]);
  });

  test('are stayed in if nobody listens, and outer edges are still taken', () => {
    const config = { initial: 'job', on: { GO: { actions: 'go' } }, states: { job } };
    expect(play(config, 'END', 'END', 'GO')).toEqual([
      'job.work:',
      'job.over: enter_over',
      'job.over:',
      'job.over: go',
    ]);
  });

  test('are heard of by states further out, by name or wildcard, if no inner one takes it', () => {
    const config = (on: Config) => ({ initial: 'job', on, states: { job } });
    const over = 'job.over: enter_over by xstate.done.state.small.job';
    for (const event of ['xstate.done.state.small.job', 'xstate.done.*', '*']) {
      expect(play(config({ [event]: { actions: 'name' } }), 'END')).toEqual(['job.work:', over]);
    }
  });

  test('end one state after the other from the inside out', () => {
    const inner = { ...job, onDone: { target: 'last', actions: 'name' } };
    const outer = {
      initial: 'inner',
      states: { inner, last: final('last') },
      onDone: [
        { guard: 'isBig', actions: 'never' },
        { target: 'end', actions: 'name' },
      ],
    };
    expect(play({ initial: 'outer', states: { outer, end: {} } }, 'END')).toEqual([
      'outer.inner.work:',
      'end: enter_over leave_over by xstate.done.state.small.outer.inner enter_last leave_last by xstate.done.state.small.outer',
    ]);
  });

  test('end a state that starts in one at once', () => {
    const job = { initial: 'over', states: { over: final('over') }, onDone: 'next' };
    expect(play({ initial: 'job', states: { job, next: loud('next') } })).toEqual([
      'next: enter_over leave_over enter_next',
    ]);
  });

  test('make edges without an event be asked again, also if nobody listens', () => {
    const config = { initial: 'job', always: { actions: 'name' }, states: { job } };
    expect(play(config, 'END')).toEqual([
      'job.work: by xstate.init',
      'job.over: enter_over by END by xstate.done.state.small.job',
    ]);
  });

  test('beside no other state end the chart: all is left, and nothing happens any more', () => {
    const config = loud('root', {
      initial: 'a',
      on: { END: '.over', GO: { actions: 'go' } },
      onDone: { actions: 'never' },
      states: { a: loud('a'), over: final('over') },
    });
    expect(play(config, 'GO', 'END', 'GO', 'END')).toEqual([
      'a: enter_root enter_a',
      'a: go',
      'over: leave_a enter_over leave_over leave_root',
      'over:',
      'over:',
    ]);
    const always = { ...config, always: { guard: 'isBig', actions: 'never' } };
    expect(play(always, 'END', { type: 'GO', n: 5 }).at(-1)).toBe('over:');
  });

  test('can be where a chart starts', () => {
    const config = loud('root', { initial: 'over', states: { over: final('over') } });
    expect(play(config, 'GO')).toEqual(['over: enter_root enter_over leave_over leave_root', 'over:']);
  });
});
