import { childPointer, isJsonObject, type JsonObject, type JsonPointer } from '@/lib/json'
import { object, oneOf, target, text, whole, wrong } from './decode'
import { FieldReader } from './field-reader'
import type { Report } from './problem'
import type { QueryLanguage, State, StateMachine, StateName } from './state-machine'
import { type ReadMachine, readState } from './states/read-state'

/** AWS's limits for the name of a state, in characters, and for a timeout. */
const MAX_NAME_LENGTH = 80
const MOST_SECONDS = 99_999_999

/** Reads a whole definition. */
export function readStateMachine(definition: JsonObject, report: Report): StateMachine {
  const fields = new FieldReader(definition, '', report)
  const queryLanguage = fields.readOr('QueryLanguage', oneOf('JSONPath', 'JSONata'), 'JSONPath')
  fields.expect('StateMachine', queryLanguage)
  fields.read('Version', oneOf('1.0'))
  const timeoutSeconds = fields.read('TimeoutSeconds', whole(1, MOST_SECONDS))
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
  return {
    at: fields.at,
    queryLanguage,
    startAt: fields.readOr('StartAt', target, ''),
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
  if (fields.has('States') && isJsonObject(fields.raw('States')) && Object.keys(members).length === 0) {
    wrong(members, { ...site, name: 'States' }, 'an object with at least one state')
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
  if (name !== '' && [...name].length <= MAX_NAME_LENGTH) return
  report({
    code: 'INVALID_STATE_NAME',
    path: at,
    mark: { kind: 'Key', at },
    message:
      name === ''
        ? 'A state has no name.'
        : `The name of a state has at most ${MAX_NAME_LENGTH} characters; this one has ${[...name].length}.`,
  })
}
