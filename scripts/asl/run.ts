import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type HistoryEvent, parse, type ScheduledTask, type StateMachine, suggestion } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'
import { eventTypes } from '@/lib/exercises/event-types'
import { type MockedResponses, type MockedRun, readMockedResponses, runMocked } from '@/lib/sandbox'
import { type Command, EXIT, type ExitStatus, Misuse, print, type Terminal, tell } from './command'
import { type Definition, readDefinition } from './definition'
import { rendered } from './diagnostics'
import { jsonOf, parseJson, placed, readText } from './files'
import { onlyFile, workflowType } from './validate'

const help = `npm run --silent asl -- run FILE [--input JSON|@FILE] [--mocks FILE] [--history] …

Runs the state machine of a definition, JSON or (.yaml, .yml) YAML, on a clock that jumps: a wait of a
year takes no time. Prints { status, output or error and cause, startDate, stopDate }.

  --input JSON|@FILE    the execution's input; {} unless given
  --mocks FILE[#CASE]   what the tasks answer: the mock file of AWS Step Functions Local, or only
                        { "State": { "0": { "Return": … }, "1-2": { "Throw": { "Error": "…" } } } }
  --test-case NAME      which test case of that file: NAME or MACHINE#NAME
  --type EXPRESS        STANDARD unless given
  --history             prints the events, too, as GetExecutionHistory has them
  --until EVENT         stops behind this event and prints the events so far: an id as 7, or the
                        first of a type as TaskScheduled, or a state's name, which is entered then
  --start-at INSTANT    when the execution starts, as 2026-01-31T12:00:00Z; now unless given
  --seed NUMBER         what ids, jitter and random numbers are made from; 1 unless given

Exit status: 0 it succeeded (or --until was reached), 1 it failed, 2 the definition is invalid or the
command was not understood (a task without an answer, too), 3 it waits for something that never comes.`

export const runCommand: Command = {
  help,
  async run(words, terminal) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        input: { type: 'string', default: '{}' },
        mocks: { type: 'string' },
        'test-case': { type: 'string' },
        type: { type: 'string' },
        history: { type: 'boolean', default: false },
        until: { type: 'string' },
        'start-at': { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    })
    const definition = await readDefinition(onlyFile(positionals), terminal)
    const type = workflowType(values.type)
    const request = {
      input: jsonOf(values.input, '--input', terminal),
      mocks: mocksOf(values.mocks, values['test-case'], terminal),
      startAt: instant(values['start-at']),
      seed: wholeNumber(values.seed, '--seed'),
      type,
    }
    const machine = machineOf(definition, type, terminal)
    if (!machine) return EXIT.refused
    const until = values.until === undefined ? undefined : eventWanted(values.until, machine)
    const run = await runMocked({ machine, ...request, ...(until && { until }) })
    print(terminal, answer(run, request.startAt, values.history || until !== undefined))
    return conclude(run, terminal)
  },
}

function machineOf(
  definition: Definition,
  type: 'STANDARD' | 'EXPRESS',
  terminal: Terminal,
): StateMachine | undefined {
  const parsed = parse(definition.json, { type })
  for (const problem of parsed.ok ? parsed.warnings : parsed.diagnostics)
    tell(terminal, rendered(problem, definition))
  return parsed.ok ? parsed.machine : undefined
}

/** `FILE#CASE` names a test case, unless a file is called so. */
function mocksOf(
  given: string | undefined,
  testCase: string | undefined,
  terminal: Terminal,
): MockedResponses {
  if (given === undefined) {
    if (testCase !== undefined) throw new Misuse('--test-case needs --mocks FILE.')
    return new Map()
  }
  const hash = existsSync(placed(given, terminal)) ? -1 : given.indexOf('#')
  const file = hash < 0 ? given : given.slice(0, hash)
  const named = testCase ?? (hash < 0 ? undefined : given.slice(hash + 1))
  const read = readMockedResponses(parseJson(readText(file, terminal), file), named)
  if (!read.ok) throw new Misuse(`${file}: ${read.error}`)
  return read.value
}

function answer(run: MockedRun, startAt: number, hasHistory: boolean): object {
  const { status, output, failure, stoppedBy, stopDate, history } = run
  return {
    status,
    ...(output !== undefined && { output }),
    ...failure,
    ...(stoppedBy && { stoppedBy: stoppedBy.message }),
    startDate: new Date(startAt).toISOString(),
    ...(status !== 'RUNNING' && { stopDate: new Date(stopDate).toISOString() }),
    ...(hasHistory && { events: history.map(toApiHistoryEvent) }),
  }
}

function conclude(run: MockedRun, terminal: Terminal): ExitStatus {
  if (run.unanswered) {
    tell(terminal, `misuse: ${missingMock(run.unanswered)}`)
    return EXIT.refused
  }
  if (run.stoppedBy) tell(terminal, run.stoppedBy.message)
  if (run.status === 'SUCCEEDED') return EXIT.ok
  if (run.status !== 'RUNNING') return EXIT.failed
  if (run.isReached) return EXIT.ok
  tell(terminal, 'The execution waits for something that never comes: a callback, or a worker.')
  return EXIT.unended
}

function missingMock({ stateName, resourceArn, retryCount }: ScheduledTask): string {
  const example = JSON.stringify({ [stateName]: { 0: { Return: { some: 'output' } } } })
  const retried = retryCount > 0 ? ` (retry ${retryCount})` : ''
  return [
    `the task of the state "${stateName}"${retried} calls ${resourceArn}, and no mock is left to answer it.`,
    `Give one with --mocks FILE, for example ${example}`,
    'The key counts the invocations of the state, retries included: "0", "1-3" …; "Throw": { "Error": "…" } fails.',
  ].join('\n')
}

/** What `--until` names: an id, a type of event, or a state. */
function eventWanted(given: string, machine: StateMachine): (event: HistoryEvent) => boolean {
  if (/^\d+$/.test(given)) return ({ id }) => id === Number(given)
  if (eventTypes.some((type) => type === given)) return ({ type }) => type === given
  if (stateNames(machine).includes(given)) {
    return ({ type, details }) => type.endsWith('StateEntered') && 'name' in details && details.name === given
  }
  const near = suggestion(given, [...stateNames(machine), ...eventTypes])
  const hint = near === undefined ? '' : ` There is ${near}.`
  throw new Misuse(`--until: no event has the type "${given}", and no state the name.${hint}`)
}

function stateNames({ states }: StateMachine): string[] {
  return [...states.values()].flatMap((state) => [
    state.name,
    ...(state.type === 'Parallel' ? state.branches.flatMap(stateNames) : []),
    ...(state.type === 'Map' ? stateNames(state.processor) : []),
  ])
}

function wholeNumber(given: string, option: string): number {
  if (!/^\d{1,15}$/.test(given)) throw new Misuse(`${option} has to be a whole number.`)
  return Number(given)
}

function instant(given: string | undefined): number {
  const at = given === undefined ? Date.now() : Date.parse(given)
  if (Number.isNaN(at)) throw new Misuse('--start-at has to be an instant such as 2026-01-31T12:00:00Z.')
  return at
}
