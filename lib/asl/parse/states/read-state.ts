import { assertNever } from '@/lib/assert-never'
import type { JsonObject, JsonPointer } from '@/lib/json'
import { aws } from '../aws-messages'
import { listed, oneOfInAwsOrder, text } from '../decode'
import { FieldReader } from '../field-reader'
import type { Report } from '../problem'
import type { QueryLanguage, State, StateBase, StateMachine, StateName, StateType } from '../state-machine'
import { suggestion } from '../suggestion'
import { nowhere } from '../transition'
import { readChoice } from './choice'
import { readFail } from './fail'
import { readMap } from './map'
import { readParallel } from './parallel'
import { readPass } from './pass'
import { readSucceed } from './succeed'
import { readTask } from './task'
import { readWait } from './wait'

/** In the order in which AWS lists them. */
const stateTypes = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const

/** Reads a machine inside a state; handed in, for machines are read by states and states by machines. */
export type ReadMachine = (
  value: JsonObject,
  at: JsonPointer,
  owner: 'Branch' | 'ItemProcessor',
) => StateMachine

/** What the readers of the state types get. */
export interface StateReading<Type extends StateType = StateType> {
  base: StateBase & { type: Type }
  fields: FieldReader
  readMachine: ReadMachine
}

/**
 * Reads one state. One without a usable `Type` comes back as a Pass with the same transition, so that the rest
 * of the machine can be checked; the problem is reported, and the machine never leaves the parser. For AWS a state
 * ends the workflow although its type is unknown, but not when it has none (tried for tiny-asl-machine).
 */
export function readState(
  name: StateName,
  value: JsonObject,
  at: JsonPointer,
  machineLanguage: QueryLanguage,
  report: Report,
  readMachine: ReadMachine,
): State {
  const fields = new FieldReader(value, at, report)
  const type = readType(fields)
  const comment = fields.read('Comment', text)
  const queryLanguage = readLanguage(fields, machineLanguage)
  const isDowngraded = machineLanguage === 'JSONata' && queryLanguage === 'JSONPath'
  if (isDowngraded) reportDowngrade(fields)
  const base = { name, at, queryLanguage, ...(comment === undefined ? {} : { comment }) }
  if (type === undefined) {
    const pass = readPass({ base: { ...base, type: 'Pass' }, fields: fields.silenced(), readMachine })
    // biome-ignore lint/suspicious/noThenProperty: it is an object, never a function, so `await` leaves it alone.
    return !fields.has('Type') && pass.then.to === 'End' ? { ...pass, then: nowhere } : pass
  }
  fields.expect(type, queryLanguage, [], isDowngraded)
  switch (type) {
    case 'Pass':
      return readPass({ base: { ...base, type }, fields, readMachine })
    case 'Task':
      return readTask({ base: { ...base, type }, fields, readMachine })
    case 'Choice':
      return readChoice({ base: { ...base, type }, fields, readMachine })
    case 'Wait':
      return readWait({ base: { ...base, type }, fields, readMachine })
    case 'Succeed':
      return readSucceed({ base: { ...base, type }, fields, readMachine })
    case 'Fail':
      return readFail({ base: { ...base, type }, fields, readMachine })
    case 'Parallel':
      return readParallel({ base: { ...base, type }, fields, readMachine })
    case 'Map':
      return readMap({ base: { ...base, type }, fields, readMachine })
    default:
      return assertNever(type)
  }
}

function readType(fields: FieldReader): StateType | undefined {
  if (!fields.has('Type')) {
    fields.report({
      ...aws('fieldIsRequired', { field: 'Type' }),
      path: fields.at,
      mark: { kind: 'Key', at: fields.at },
      hint: `Add \`Type\`: one of ${listed(stateTypes)}.`,
    })
    return undefined
  }
  const written = fields.raw('Type')
  const type = stateTypes.find((one) => one === written)
  if (type === undefined) {
    const near = typeof written === 'string' ? suggestion(written, stateTypes) : undefined
    fields.report({
      ...aws('notAStateType', { types: stateTypes.join(', ') }),
      path: fields.site('Type').at,
      ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
    })
  }
  return type
}

/**
 * The language of a machine or state. It is JSONPath only when it says exactly so: anything else that it says, even
 * `jsonpath`, is reported and then taken for JSONata (reported in floci-io/floci#2968).
 */
export function readLanguage(fields: FieldReader, inherited: QueryLanguage): QueryLanguage {
  if (!fields.has('QueryLanguage')) return inherited
  return fields.readOr('QueryLanguage', oneOfInAwsOrder('JSONPath', 'JSONata'), 'JSONata')
}

/** A JSONPath machine may have JSONata states; the reverse is refused, and then nothing is said of the fields. */
function reportDowngrade(fields: FieldReader): void {
  fields.report({
    ...aws('languageDowngraded'),
    path: fields.at,
    mark: { kind: 'Value', at: fields.site('QueryLanguage').at },
    hint: 'Leave `QueryLanguage` away from the machine and set it to `JSONata` in the states that use it.',
  })
}
