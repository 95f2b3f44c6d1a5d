import { childPointer, isJsonObject, type JsonObject, type JsonPointer } from '@/lib/json'
import { MOST_SECONDS } from '../most-seconds'
import { aws } from './aws-messages'
import { object, oneOfInAwsOrder, target, text, whole, wrong } from './decode'
import { FieldReader } from './field-reader'
import type { Report } from './problem'
import type { QueryLanguage, State, StateMachine, StateName } from './state-machine'
import { type ReadMachine, readLanguage, readState } from './states/read-state'

/** AWS's limits for the name of a state, in characters, and for a timeout. */
const MAX_NAME_LENGTH = 80
/** Reads a whole definition. */
export function readStateMachine(definition: JsonObject, report: Report): StateMachine {
  const fields = new FieldReader(definition, '', report)
  const queryLanguage = readLanguage(fields, 'JSONPath')
  fields.expect('StateMachine', queryLanguage)
  fields.read('Version', oneOfInAwsOrder('1.0'))
  // AWS takes 0 here, though not in a Task (tried for badmintoncryer/cdk-preflight).
  const timeoutSeconds = fields.read('TimeoutSeconds', whole(0, MOST_SECONDS))
  return {
    ...scope(fields, queryLanguage, report),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  }
}

/** `StartAt` and `States`: of the definition, of a branch, of the processor of a Map. */
function scope(fields: FieldReader, queryLanguage: QueryLanguage, report: Report): StateMachine {
  const comment = fields.read('Comment', text)
  const readMachine: ReadMachine = (value, at, owner) => {
    const inner = new FieldReader(value, at, report)
    inner.expect(owner, queryLanguage)
    // States inside inherit the language of the definition, not that of the Map or Parallel around them.
    return scope(inner, queryLanguage, report)
  }
  const startAt = fields.readOr('StartAt', target, '')
  return {
    at: fields.at,
    queryLanguage,
    // Where there are no states, that was reported, and not that the first is none of them as well.
    startAt: isJsonObject(fields.raw('States')) ? startAt : '',
    states: states(fields, queryLanguage, report, readMachine),
    ...(comment === undefined ? {} : { comment }),
  }
}

function states(
  fields: FieldReader,
  language: QueryLanguage,
  report: Report,
  readMachine: ReadMachine,
): ReadonlyMap<StateName, State> {
  const members = fields.readOr('States', object, {})
  const site = fields.site('States')
  if (isJsonObject(fields.raw('States')) && Object.keys(members).length === 0) {
    wrong(members, site, 'an object with at least one state', undefined, aws('empty'))
  }
  const read = new Map<StateName, State>()
  for (const [name, value] of Object.entries(members)) {
    const at = childPointer(site.at, name)
    checkName(name, at, report)
    const state = object(value, { at, name, report })
    // One that is no object stands in as an empty state, so that what leads to it is not reported as well.
    read.set(name, readState(name, state ?? {}, at, language, state ? report : () => {}, readMachine))
  }
  return read
}

function checkName(name: StateName, at: JsonPointer, report: Report): void {
  if (name === '') {
    report({
      code: 'INVALID_STATE_NAME',
      path: at,
      mark: { kind: 'Key', at },
      message: 'A state has no name.',
      hint: 'Write what the state does between the quotes, such as `"Charge the card"`.',
    })
  } else if ([...name].length > MAX_NAME_LENGTH) {
    report({
      ...aws('stateNameTooLong', { name }),
      path: at,
      mark: { kind: 'Key', at },
      hint: `This one has ${[...name].length} characters. Say the rest in \`Comment\`.`,
    })
  }
}
