import { type Command, EXIT, type ExitStatus, Misuse, type Terminal, tell } from './command'

/** Each is loaded when it is called for, so that none waits for what another needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run')).runCommand,
  validate: async () => (await import('./validate')).validateCommand,
  'test-state': async () => (await import('./test-state')).testStateCommand,
}

const HELP = `Runs and checks definitions of the Amazon States Language, without an AWS account.

  npm run --silent asl -- run FILE          runs a state machine
  npm run --silent asl -- validate FILE     says what is wrong with a definition
  npm run --silent asl -- test-state …      runs one state

Each has --help. The answer is JSON on standard output; what is for people is on standard error.
Exit status: 0 well, 1 the execution failed, 2 the definition is invalid or the command was not
understood (the first line on standard error says which), 3 the execution waits for ever.`

/** Carries one command out. */
export async function asl([name, ...words]: string[], terminal: Terminal): Promise<ExitStatus> {
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) return withoutCommand(name, terminal)
  const command = await load()
  if (words.includes('--help') || words.includes('-h')) {
    terminal.out(`${command.help}\n`)
    return EXIT.ok
  }
  try {
    return await command.run(words, terminal)
  } catch (problem) {
    if (!isMisuse(problem)) throw problem
    tell(
      terminal,
      `misuse: ${problem.message}\nThe command's options: npm run --silent asl -- ${name} --help`,
    )
    return EXIT.refused
  }
}

function withoutCommand(name: string | undefined, terminal: Terminal): ExitStatus {
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(`${HELP}\n`)
    return EXIT.ok
  }
  const problem = name === undefined ? 'a command is missing.' : `there is no command "${name}".`
  tell(terminal, `misuse: ${problem}\n\n${HELP}`)
  return EXIT.refused
}

/** Ours, or what parseArgs says of words that it doesn't know. */
function isMisuse(problem: unknown): problem is Error {
  if (problem instanceof Misuse) return true
  return (
    problem instanceof TypeError && 'code' in problem && String(problem.code).startsWith('ERR_PARSE_ARGS')
  )
}
