/**
 * A script for `tests/e2e/hostile-handlers.e2e.ts`: what the server makes of an execution that calls a hostile
 * handler. One line of JSON for each, on standard output.
 */
import path from 'node:path'
import { readLibrary } from '@/lib/curriculum/library'
import { type Exercise, runScenario } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'
import { hostileRows } from '../handlers/hostile-rows'
import { shareOf } from './share-of'

export interface HostileOnServer {
  name: string
  exercise: Exercise
  scenarioId: string
  definition: string
  /** The run as JSON text. */
  run: string
}

const FUNCTION = 'hostile'
const world = { runHandler: await loadHandlers() }
const some = readLibrary(path.resolve('content')).exercises.get('task-types/lambda-by-arn')
const scenario = some?.scenarios[0]
if (!some || !scenario) throw new Error('The exercise task-types/lambda-by-arn is gone.')

const definition = JSON.stringify({
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: `arn:aws:lambda:us-east-1:111122223333:function:${FUNCTION}`,
      End: true,
    },
  },
})

for (const { name, source } of shareOf(hostileRows, 4)) {
  const account = { functions: { [FUNCTION]: { source } } }
  const exercise = { ...some, scenarios: [{ ...scenario, account }] }
  const made = await runScenario(exercise, scenario.id, definition, world)
  const run = JSON.stringify(made.ok ? made.run : made.diagnostics)
  const line: HostileOnServer = { name, exercise, scenarioId: scenario.id, definition, run }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
