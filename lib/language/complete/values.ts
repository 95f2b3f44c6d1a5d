import { type Context, machinesOf } from '../context'
import { errorNames } from '../facts/error-names'
import { stateTypes } from '../facts/state-types'
import { type FieldFacts, fieldFacts } from '../fields'
import { integrationOf } from '../integration'
import type { Place } from '../place'
import { membersOf, nodeAt, textAt } from '../tree'
import type { Completion, KnownResource } from './completion'
import { resourceCompletions } from './resources'

/** What may stand as a whole value: a word, the name of a state, an error, an ARN. */
export async function valueCompletions(place: Place, known: readonly KnownResource[]): Promise<Completion[]> {
  const { context } = place
  if (!context.inside) return []
  const { owner, field, keys } = context.inside
  if (owner === 'Task' && field === 'Resource' && keys.length === 0) return resourceCompletions(place, known)
  const fact = fieldFacts(owner, field)
  if (fact?.kind === 'ErrorNames') return keys.length === 1 ? errorCompletions(place) : []
  if (keys.length > 0) return parameterValues(String(keys.at(-1)), place, known)
  return fact ? fieldValues(fact, place) : []
}

function fieldValues(fact: FieldFacts, place: Place): Completion[] {
  switch (fact.kind) {
    case 'StateType':
      return [...stateTypes.values()].map(({ name, help }) => text(name, help, place))
    case 'OneOf':
      return (fact.values ?? []).map((value) => text(value, wordHelp(value), place))
    case 'StateName':
      return stateNames(place)
    case 'True':
      return [{ label: 'true', help: fact.help, kind: 'value', insert: 'true' }]
    default:
      return []
  }
}

const words: ReadonlyMap<string, string> = new Map([
  ['JSONPath', 'Paths such as $.order.id'],
  ['JSONata', 'Expressions such as {% $states.input %}'],
  ['INLINE', 'Items run within this execution'],
  ['DISTRIBUTED', 'Items run as executions of their own'],
  ['FULL', 'The wait is drawn at random up to its length'],
  ['NONE', 'As it is'],
])

function wordHelp(value: string): string {
  return words.get(value) ?? ''
}

/** The states that a transition can lead to: those of the same machine, without the state itself. */
function stateNames(place: Place): Completion[] {
  const { root, context } = place
  const isStart = context.inside?.field === 'StartAt'
  const self = isStart ? undefined : context.state?.at(-1)
  return membersOf(nodeAt(root, [...context.machine, 'States']))
    .filter(({ name }) => name !== self && name !== '')
    .map(({ name }) => {
      const type = textAt(root, [...context.machine, 'States', name, 'Type'])
      return { ...text(name, type ? `${type} state` : 'State', place), kind: 'state' }
    })
}

/** Errors of Step Functions, those that the task's service fails with, and those that Fail states here give. */
function errorCompletions(place: Place): Completion[] {
  const { root, context } = place
  const present = nodeAt(root, place.path.slice(0, -1))?.children?.map(({ value }): unknown => value) ?? []
  const here = place.token?.node.value
  const resource = context.state && textAt(root, [...context.state, 'Resource'])
  const isLambda =
    resource !== undefined && (/:lambda:/.test(resource) || integrationOf(resource)?.service === 'lambda')
  const listed = [...errorNames.values()]
    .filter(({ name }) => isLambda || name.startsWith('States.'))
    .filter(
      ({ name }) => !name.startsWith('States.Http') || integrationOf(resource ?? '')?.service === 'http',
    )
    .map(({ name, help }) => text(name, help, place))
  const own = failures(root, context).map((name) =>
    text(name, 'Given by a Fail state of this definition', place),
  )
  return [...own, ...listed].filter(({ label }) => label === here || !present.includes(label))
}

/** What Fail states inside the state end with. */
function failures(root: Place['root'], { state }: Context): string[] {
  const inside = [...machinesOf(root)].filter((machine) =>
    state?.every((step, index) => machine[index] === step),
  )
  const names = inside.flatMap((machine) =>
    membersOf(nodeAt(root, [...machine, 'States'])).map(({ value }) => nodeAt(value, ['Error'])?.value),
  )
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}

/** Parameters that name something of the account. */
const named: ReadonlyMap<string, KnownResource['kind']> = new Map<string, KnownResource['kind']>([
  ['FunctionName', 'Function'],
  ['QueueUrl', 'Queue'],
  ['TopicArn', 'Topic'],
  ['TargetArn', 'Topic'],
  ['TableName', 'Table'],
  ['EventBusName', 'Bus'],
  ['Bucket', 'Bucket'],
  ['StateMachineArn', 'StateMachine'],
  ['ActivityArn', 'Activity'],
])

function parameterValues(name: string, place: Place, known: readonly KnownResource[]): Completion[] {
  const kind = named.get(name)
  const found = known.filter((one) => one.kind === kind)
  return found.map(({ name: label, address }) => ({
    ...text(label, 'In the account', place, address),
    kind: 'resource',
  }))
}

/** A string as a value, without its first quote where that is there already. */
export function text(label: string, help: string, { source, token }: Place, value = label): Completion {
  const written = JSON.stringify(value)
  const isQuoted = token !== undefined && source[token.from] === '"'
  return { label, help, kind: 'value', insert: isQuoted ? written.slice(1) : written }
}
