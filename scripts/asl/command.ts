/** What the commands end with. */
export const EXIT = {
  ok: 0,
  /** The execution, or the tested state, failed. */
  failed: 1,
  /** The definition is invalid, or the command was not understood; the first line on standard error says which. */
  refused: 2,
  /** The execution waits for something that never comes. */
  unended: 3,
} as const

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

export interface Command {
  /** What `--help` prints. */
  help: string
  run(words: string[], terminal: Terminal): Promise<ExitStatus>
}

/** Where a command was called: what it writes to, and where the files lie that it names. */
export interface Terminal {
  /** Standard output: the answer, and nothing else. */
  out(text: string): void
  /** Standard error: everything that is for people. */
  err(text: string): void
  folder: string
}

/** The command can't be carried out as given; the message says what to do instead. */
export class Misuse extends Error {}

export function print(terminal: Terminal, answer: object): void {
  terminal.out(`${JSON.stringify(answer, null, 2)}\n`)
}

export function tell(terminal: Terminal, text: string): void {
  terminal.err(`${text}\n`)
}
