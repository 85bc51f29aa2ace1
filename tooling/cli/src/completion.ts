import type { Command } from 'commander';
import { allBelow, pathOf } from './command-tree.ts';

/** A script that completes commands and options; it asks nobody, so that completing costs nothing. */
export function completionScript(program: Command, shell: 'bash' | 'zsh' | 'fish'): string {
  const commands = allBelow(program).map((command) => ({
    path: pathOf(command),
    description: command.description(),
    words: [
      ...command.commands.map((child) => child.name()),
      ...command.options.flatMap(({ long }) => long ?? []),
    ],
  }));
  const top = program.commands.map((command) => command.name());
  return shell === 'fish' ? fish(commands) : bash(top, commands, shell);
}

interface Known {
  /** e.g. `schedule list` */
  path: string;
  description: string;
  words: string[];
}

/** zsh understands bash's completion after one line. */
function bash(top: readonly string[], commands: readonly Known[], shell: 'bash' | 'zsh'): string {
  const cases = commands.map(({ path, words }) => `    "${path}") words="${words.join(' ')}" ;;`);
  return [
    ...(shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    '_lp() {',
    `  local words="" path="$(printf "%s " "\${COMP_WORDS[@]:1:COMP_CWORD-1}" | sed "s/ -.*//; s/ *$//")"`,
    '  case "$path" in',
    `    "") words="${top.join(' ')}" ;;`,
    ...cases,
    '  esac',
    `  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))`,
    '}',
    'complete -F _lp lp',
    '',
  ].join('\n');
}

function fish(commands: readonly Known[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ path, description, words }) => {
    const [first = '', second] = path.split(' ');
    const options = words
      .filter((word) => word.startsWith('--'))
      .map(
        (word) => `complete -c lp -n '__fish_seen_subcommand_from ${second ?? first}' -l ${word.slice(2)}`,
      );
    const condition = second === undefined ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${first}`;
    return [
      `complete -c lp -f -n ${quoted(condition)} -a ${second ?? first} -d ${quoted(description)}`,
      ...options,
    ];
  });
  return `${lines.join('\n')}\n`;
}
