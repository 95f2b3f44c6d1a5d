/** `npm run --silent asl -- COMMAND …`: the interpreter from the command line. */
import { asl } from './asl'
import { EXIT } from './command'

// Whoever reads us may have enough before we are done, as `head` has.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  process.exit(problem.code === 'EPIPE' ? EXIT.ok : EXIT.failed)
})

// npm runs its scripts in the project's folder and says where it was called.
const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env

process.exitCode = await asl(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  folder: (script === 'asl' && calledIn) || process.cwd(),
})
