/**
 * What the comparator of recorded AWS answers talks to: one case per line in, one answer per line out. Start it with
 * `npm run conformance`, which runs the comparator over the recordings. No line ends it, whatever is in it.
 * With `--services` recorded tasks are done by the simulated services, where these are simulated in depth.
 */
import { createInterface } from 'node:readline'
import type { Answer, ConformanceCase } from './case'

const withServices = process.argv.includes('--services')

/** What a kind of case needs is loaded with the first of it: the comparator waits for the first answer, too. */
async function answer(asked: ConformanceCase): Promise<Answer> {
  switch (asked.kind) {
    case 'execution':
      return (
        (withServices && (await (await import('./on-services')).onServices(asked))) ||
        (await import('./execute')).execute(asked)
      )
    case 'validate':
      return (await import('./validate')).validate(asked)
    case 'createError':
      return (await import('./validate')).create(asked)
    case 'testState':
      return (await import('./test-state')).testState(asked)
    case 'jsonpath':
      return (await import('./json-path')).findByPath(asked.id, asked.path, asked.doc)
    default:
      return { id: idOf(asked), unsupported: 'There is no such kind of case here.' }
  }
}

/** The case's id as well as it can be told; the comparator passes over what answers no case. */
function idOf(asked: unknown): string {
  const id = typeof asked === 'object' && asked !== null && 'id' in asked ? asked.id : ''
  return typeof id === 'string' ? id : String(id)
}

async function answerTo(line: string): Promise<Answer> {
  let asked: ConformanceCase | undefined
  try {
    asked = JSON.parse(line) as ConformanceCase
    return await answer(asked)
  } catch (problem) {
    return { id: idOf(asked), crash: problem instanceof Error ? (problem.stack ?? '') : String(problem) }
  }
}

// The comparator ends us by closing the pipe, or in the middle of a line.
process.stdout.on('error', () => process.exit(0))
// A stray promise is a mistake of ours in one case, and not of the cases to come.
process.on('unhandledRejection', (problem) => console.error(problem))

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') console.log(JSON.stringify(await answerTo(line)))
}
