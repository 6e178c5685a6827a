/** The screen that `dealerchart` shows without arguments: commands by purpose. */
import { VERSION } from './version.ts';

/** At most 24 lines of 80 columns. */
export function overview(): string {
  const groups = Object.entries(GROUPS).flatMap(([title, lines]) => [
    title,
    ...lines.map(([command, effect]) => `  dealerchart ${command.padEnd(WIDTH)}${effect}`),
  ]);
  return [
    `Dealerchart ${VERSION}: the executable specification of the WAMP dealer.`,
    'In a clone, type "npx dealerchart" in place of "dealerchart".',
    ...groups,
    'Further commands: proxy, principal, vectors, export, completion.',
    'Examples: dealerchart <command> --help. All commands: dealerchart --help.',
  ].join('\n');
}

// --- internal ---

/** Width of the column of commands. */
const WIDTH = 32;

const GROUPS: Readonly<Record<string, readonly (readonly [command: string, effect: string])[]>> = {
  'Look up what a dealer must do': [
    ['find refusal after cancel', 'scenarios, rules, errors by words'],
    ['explain cr-08-all-refuse', 'a scenario, step by step'],
    ['rules CR-7', 'a rule, its source, its scenarios'],
    ['readings newcomer', 'an open question, its options'],
  ],
  'Try a case of your own': [
    ['new busy.md', 'write a scenario, by questions'],
    ['play busy.md', 'play it on the dealer'],
    ['check --policy first', 'judge all states of a small system'],
  ],
  'Judge a router': [
    ['conform ws://localhost:8080/ws', 'play the scenarios on it'],
    ['judge messages.jsonl', 'judge a log of its messages'],
  ],
  'Run a router': [['serve', 'on ws://127.0.0.1:8080/ws']],
  Draw: [
    ['draw cr-08-all-refuse', 'the messages of a scenario'],
    ['draw call --out call.svg', 'a statechart as a picture'],
  ],
};
