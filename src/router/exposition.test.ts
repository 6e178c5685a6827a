/** The text format of Prometheus. */
import { expect, test } from 'vitest';
import { Histogram, writeFamilies } from './exposition.ts';

test('a metric has a line of help, a line with its type, and a line for each value', () => {
  const text = writeFamilies([
    { name: 'open', type: 'gauge', help: 'Open things.', samples: [{ value: 3 }] },
    {
      name: 'ended_total',
      type: 'counter',
      help: 'Ended things.',
      samples: [
        { labels: { outcome: 'good', by: 'one' }, value: 1.5 },
        { labels: { outcome: 'bad', by: 'one' }, value: 0 },
      ],
    },
  ]);
  expect(text).toBe(
    [
      '# HELP open Open things.',
      '# TYPE open gauge',
      'open 3',
      '# HELP ended_total Ended things.',
      '# TYPE ended_total counter',
      'ended_total{outcome="good",by="one"} 1.5',
      'ended_total{outcome="bad",by="one"} 0',
      '',
    ].join('\n'),
  );
});

test('a bucket of a histogram includes the smaller ones and its own bound', () => {
  const histogram = new Histogram([1, 2]);
  for (const value of [0.5, 1, 1.5, 2, 2.5]) histogram.add(value);
  const lines = writeFamilies([
    { name: 'seconds', type: 'histogram', help: 'Times.', samples: histogram.samples() },
  ]).split('\n');
  expect(lines.slice(2)).toEqual([
    'seconds_bucket{le="1"} 2',
    'seconds_bucket{le="2"} 4',
    'seconds_bucket{le="+Inf"} 5',
    'seconds_sum 7.5',
    'seconds_count 5',
    '',
  ]);
});
