import { parseArgs } from 'node:util'
import { testState } from '@/lib/aws-api'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Command, EXIT, Misuse, print, type Terminal, tell } from './command'
import { readDefinition } from './definition'
import { objectOf, textOf } from './files'

const help = `npm run --silent asl -- test-state --definition FILE|JSON [--input JSON|@FILE] …

Runs one state, as the API's TestState and \`aws stepfunctions test-state\` do, and prints the same answer.

  --definition FILE|JSON           a state, or a whole state machine with --state-name; @FILE and
                                   file://FILE are files as well
  --state-name NAME                which state of the state machine
  --input JSON|@FILE               the state's input; {} unless given
  --variables JSON|@FILE           an object of variables
  --context JSON|@FILE             the context object
  --mock JSON|@FILE                { "result": …, "errorOutput": { "error", "cause" },
                                   "fieldValidationMode": "STRICT" | "PRESENT" | "NONE" }
  --state-configuration JSON|@FILE { "retrierRetryCount", "errorCausedByState",
                                   "mapIterationFailureCount", "mapItemReaderData" }
  --inspection-level LEVEL         INFO (unless given), DEBUG or TRACE
  --role-arn ARN
  --reveal-secrets

Exit status: 0 the state succeeded, is to be retried, or its error was caught; 1 it failed; 2 the request
was refused or not understood.`

export const testStateCommand: Command = {
  help,
  async run(words, terminal) {
    const { values } = parseArgs({
      args: words,
      options: {
        definition: { type: 'string' },
        'state-name': { type: 'string' },
        input: { type: 'string' },
        variables: { type: 'string' },
        context: { type: 'string' },
        mock: { type: 'string' },
        'state-configuration': { type: 'string' },
        'inspection-level': { type: 'string' },
        'role-arn': { type: 'string' },
        'reveal-secrets': { type: 'boolean' },
      },
    })
    if (values.definition === undefined) throw new Misuse('--definition is missing.')
    const answer = await testState(
      present({
        definition: await definitionOf(values.definition, terminal),
        stateName: values['state-name'],
        input: values.input && textOf(values.input, terminal),
        variables: values.variables && textOf(values.variables, terminal),
        context: values.context && textOf(values.context, terminal),
        mock: values.mock && mockOf(values.mock, terminal),
        stateConfiguration:
          values['state-configuration'] &&
          objectOf(values['state-configuration'], '--state-configuration', terminal),
        inspectionLevel: values['inspection-level'],
        roleArn: values['role-arn'],
        revealSecrets: values['reveal-secrets'],
      }),
      { now: Date.now() },
    )
    print(terminal, answer)
    if (!('status' in answer)) {
      tell(terminal, `refused: ${answer.error.code}: ${answer.error.message}`)
      return EXIT.refused
    }
    return answer.status === 'FAILED' ? EXIT.failed : EXIT.ok
  },
}

/** Text that begins like JSON is a definition; other text is a file's name. */
async function definitionOf(given: string, terminal: Terminal): Promise<string> {
  if (given.trimStart().startsWith('{')) return given
  return (await readDefinition(given.replace(/^(?:@|file:\/\/)/, ''), terminal)).json
}

/** The API wants the result as JSON text; here it may be given as it is. */
function mockOf(given: string, terminal: Terminal): JsonObject {
  const mock = objectOf(given, '--mock', terminal)
  const { result } = mock
  if (result === undefined || typeof result === 'string') return mock
  return { ...mock, result: JSON.stringify(result) }
}

function present(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
