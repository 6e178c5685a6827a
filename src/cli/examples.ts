/** Examples in the help of each command. A test parses all of them, and runs those that need no router and little time. */
import type { Command } from 'commander';

/** The effect of a command line, and the line itself, for a shell. */
export type Example = readonly [effect: string, line: string];

/** Examples of each command and subcommand. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  dealerchart: [
    ['lists the rules', 'dealerchart rules'],
    ['explains a scenario of the library', 'dealerchart explain cr-08-all-refuse'],
  ],
  'dealerchart find': [
    ['finds scenarios and rules by words', 'dealerchart find refusal after cancel'],
    ['finds an error by a part of its URI', 'dealerchart find no_available_callee --json'],
  ],
  'dealerchart explain': [
    ['explains a scenario of the library', 'dealerchart explain cr-08-all-refuse'],
    ['compares two options side by side', 'dealerchart explain reading-newcomer --diff newcomer=ignored'],
  ],
  'dealerchart rules': [
    ['lists all rules', 'dealerchart rules'],
    ['shows a rule, its source, its edges and its scenarios', 'dealerchart rules CR-7'],
  ],
  'dealerchart readings': [
    ['lists all open questions', 'dealerchart readings'],
    ['shows a question, its options and what they change', 'dealerchart readings newcomer'],
  ],
  'dealerchart new': [
    ['asks some questions, and writes a scenario', 'dealerchart new busy.md'],
    [
      'writes one without questions',
      'dealerchart new canceled.md --policy first --callees 3 --refuse alice --then cancel',
    ],
  ],
  'dealerchart play': [
    ['plays a scenario of the library on the dealer', 'dealerchart play cr-08-all-refuse'],
    [
      'plays it on the router, under another option',
      'dealerchart play reading-newcomer --on router --reading newcomer=ignored',
    ],
  ],
  'dealerchart check': [
    ['judges all states of two callees and one call', 'dealerchart check --policy first --calls 1'],
    [
      'writes the shortest path to a broken rule to wrong/check-last.md',
      'dealerchart check --policy last --out wrong',
    ],
  ],
  'dealerchart conform': [
    ['judges a router that runs', 'dealerchart conform ws://localhost:8080/ws'],
    [
      'starts a router, judges it, and writes a page about it',
      "dealerchart conform 'ws://127.0.0.1:{port}/' --start './my-router --port {port}' --html result.html",
    ],
  ],
  'dealerchart conform compare': [
    ['shows results of two routers side by side', 'dealerchart conform compare one.json other.json'],
    ['writes a page about them, too', 'dealerchart conform compare one.json other.json --html both.html'],
  ],
  'dealerchart judge': [
    ['judges a log that "serve --record" has written', 'dealerchart judge messages.jsonl'],
    [
      'reports on re-routing only, in a page',
      "dealerchart judge messages.jsonl --only 'CR-*' --html judged.html",
    ],
  ],
  'dealerchart proxy': [
    [
      'judges a router while clients use it through port 8081',
      'dealerchart proxy ws://127.0.0.1:8080/ws --judge',
    ],
    [
      'records what passes, for "judge"',
      'dealerchart proxy ws://127.0.0.1:8080/ws --listen 9000 --record messages.jsonl',
    ],
  ],
  'dealerchart serve': [
    [
      'serves any realm on ws://127.0.0.1:8080/ws, and logs sessions and refusals',
      'dealerchart serve --verbose',
    ],
    [
      'serves one realm to other machines, and records all messages',
      'dealerchart serve --host 0.0.0.0 --port 9000 --realm realm1 --record messages.jsonl',
    ],
  ],
  'dealerchart principal': [
    [
      'asks for a secret, and prints an entry with it',
      'dealerchart principal alice --role worker --method wampcra',
    ],
    [
      'makes a key pair, and prints an entry with the public key',
      'dealerchart principal bob --role caller --method cryptosign --new-key bob.key',
    ],
  ],
  'dealerchart draw': [
    ['draws the messages of a scenario as text', 'dealerchart draw cr-08-all-refuse'],
    [
      'draws a chart, with the edges that a scenario takes',
      'dealerchart draw call --highlight cr-08-all-refuse --out call.svg',
    ],
  ],
  'dealerchart vectors': [
    ['writes the whole library as test vectors', 'dealerchart vectors --out vectors'],
    [
      'writes one scenario, for another realm',
      'dealerchart vectors cr-08-all-refuse --out vectors --realm test',
    ],
  ],
  'dealerchart export': [
    ['writes the dealer in TLA+', 'dealerchart export tla --out model'],
    ['writes a recorded log as a trace for TLC', 'dealerchart export trace messages.jsonl --out trace'],
  ],
  'dealerchart export tla': [
    ['writes the dealer in TLA+, with a model of two callees', 'dealerchart export tla --out model'],
    [
      'writes a model under another option',
      'dealerchart export tla --out model --policy last --reading newcomer=ignored',
    ],
  ],
  'dealerchart export trace': [
    ['writes a recorded log as a trace for TLC', 'dealerchart export trace messages.jsonl --out trace'],
    [
      'looks at one procedure of the log',
      'dealerchart export trace messages.jsonl --out trace --procedure com.example.add',
    ],
  ],
  'dealerchart completion': [
    ['completes commands and names in this bash', 'source <(dealerchart completion bash)'],
    ['does so in each fish', 'dealerchart completion fish > ~/.config/fish/completions/dealerchart.fish'],
  ],
};

/** Adds the examples of a command to its help. */
export function withExamples(command: Command, path: string): Command {
  const lines = (EXAMPLES[path] ?? []).map(([effect, line]) => `  # ${effect}\n  ${line}`);
  return lines.length === 0 ? command : command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
