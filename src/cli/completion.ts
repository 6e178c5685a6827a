/**
 * `dealerchart completion`: prints a script with which a shell completes the command line.
 *
 * The scripts only ask the hidden command `complete`, so that the shells agree, and a script stays right when commands
 * change. Libraries for this complete no files, or break words at `=`.
 */
import { Argument, Command } from 'commander';
import { completionsOf } from './completing.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export const completion = new Command('completion')
  .description('Print a script with which a shell completes commands, options and their values.')
  .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
  .action((shell: Shell) => {
    process.stdout.write(SCRIPTS[shell]);
  });

/**
 * `dealerchart complete -- <words>`: prints the completions of the last word, each with a tab and its description; a last
 * line `:files` asks for files and folders, too.
 *
 * @param programFor makes the program with the command that the first word names
 */
export const completeWith = (programFor: (name?: string) => Promise<Command>): Command =>
  new Command('complete').argument('[words...]').action(async (words: readonly string[]) => {
    const { all, isFile } = completionsOf(await programFor(words.length > 1 ? words[0] : undefined), words);
    const lines = all.map(({ word, says }) => `${word}\t${says}`);
    console.log([...lines, ...(isFile ? [':files'] : [])].join('\n'));
  });

// --- internal ---

/** Bash breaks words at `=`, and replaces only what comes after it. */
const BASH = `_dealerchart() {
  local line="\${COMP_LINE:0:COMP_POINT}" candidate last
  local -a words
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  last="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  while IFS= read -r candidate; do
    if [[ $candidate == :files ]]; then
      compopt -o default 2> /dev/null
    elif [[ -n $candidate ]]; then
      candidate="\${candidate%%$'\\t'*}"
      [[ $COMP_WORDBREAKS == *=* ]] && candidate="\${candidate#"\${last%"\${last##*=}"}"}"
      COMPREPLY+=("$candidate")
    fi
  done < <("\${words[0]}" complete -- "\${words[@]:1}" 2> /dev/null)
}
complete -F _dealerchart dealerchart
`;

const ZSH = `#compdef dealerchart
_dealerchart() {
  local line word is_file
  local -a candidates
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
    if [[ $line == :files ]]; then
      is_file=1
    elif [[ -n $line ]]; then
      word="\${\${line%%$'\\t'*}//:/\\\\:}" line="\${line#*$'\\t'}"
      candidates+=("$word\${line:+:$line}")
    fi
  done
  (( \${#candidates} )) && _describe dealerchart candidates
  [[ -n $is_file ]] && _files
}
compdef _dealerchart dealerchart
`;

const FISH = `function __dealerchart_complete
  set -l words (commandline -opc)
  for line in ($words[1] complete -- $words[2..-1] (commandline -ct) 2> /dev/null)
    if test "$line" = :files
      __fish_complete_path (commandline -ct)
    else if test -n "$line"
      echo $line
    end
  end
end
complete -c dealerchart -f -a '(__dealerchart_complete)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
