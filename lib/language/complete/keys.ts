import { choiceOperators } from '@/lib/asl'
import { machinesOf } from '../context'
import { operatorFact } from '../facts/operators'
import { fieldFactsOf } from '../fields'
import type { Place } from '../place'
import { memberNamed, membersOf, nodeAt } from '../tree'
import { assignments } from '../variables'
import { type Completion, marked } from './completion'
import { startingValue } from './field-value'
import type { Parameter } from './parameters'

/** A key that may stand in the object, before it is known what stands around it in the text. */
interface Key {
  name: string
  help: string
  value: string
}

/** Fields that exclude each other, beside every field and its twin that ends in `Path`. */
const exclusive: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ['ItemProcessor', 'Iterator'],
  ['Variable', 'And', 'Or', 'Not'],
]

/** Fields that are seldom what is looked for. */
const asides: ReadonlySet<string> = new Set(['Comment', 'QueryLanguage', 'Version'])

/** What the object around the cursor may have as its next key. `parameters` are those of the task's integration. */
export function keyCompletions(place: Place, parameters: readonly Parameter[]): Completion[] {
  const present = membersOf(nodeAt(place.root, place.path)).map(({ name }) => name)
  const touched = place.token?.node.value
  const others = new Set(present.filter((name) => name !== touched))
  return keysAt(place, parameters)
    .filter(({ name }) => !others.has(name) && !isExcluded(name, others))
    .map((key) => asCompletion(key, place))
}

function keysAt(place: Place, parameters: readonly Parameter[]): Key[] {
  const { context, root } = place
  if (context.isStates) return missingStates(place)
  if (context.inside?.keys.length === 0) return keysInside(place, context.inside.field, parameters)
  if (context.inside || context.owner === undefined) return []
  const fields = fieldFactsOf(context.owner, context.language)
    .filter(({ name }) => !context.isInnerRule || !['Next', 'Assign', 'Output'].includes(name))
    .map((fact) => ({ name: fact.name, help: fact.help, value: startingValue(fact) }))
    .toSorted((one, other) => Number(asides.has(one.name)) - Number(asides.has(other.name)))
  return context.owner === 'ChoiceRule' && context.language === 'JSONPath'
    ? [...ruleFirst(fields), ...operators(nodeAt(root, place.path))]
    : fields
}

/** A rule begins with what it looks at. */
function ruleFirst(fields: readonly Key[]): Key[] {
  const order = ['Variable', 'Next']
  return fields.toSorted((one, other) => rank(one) - rank(other))
  function rank({ name }: Key): number {
    return order.includes(name) ? order.indexOf(name) : order.length
  }
}

function operators(rule: Parameters<typeof memberNamed>[0]): Key[] {
  const isCombination = ['And', 'Or', 'Not'].some((name) => memberNamed(rule, name))
  if (isCombination || choiceOperators.some((name) => memberNamed(rule, name))) return []
  return choiceOperators.map((name) => ({
    name,
    help: operatorFact(name)?.help ?? '',
    value: operatorValue(name),
  }))
}

function operatorValue(name: string): string {
  if (name.endsWith('Path')) return '"$.¦"'
  if (name.startsWith('Is') || name === 'BooleanEquals') return '¦true¦'
  if (name.startsWith('Numeric')) return '¦0¦'
  return name.startsWith('Timestamp') ? '"¦2026-01-01T00:00:00Z¦"' : '"¦"'
}

function keysInside({ root, context }: Place, field: string, parameters: readonly Parameter[]): Key[] {
  const isPath = context.language === 'JSONPath'
  if (field === 'Assign') {
    const names = new Set(assignments(root).map(({ name }) => name))
    return [...names].map((name) => ({
      name: isPath ? `${name}.$` : name,
      help: 'A variable that is set elsewhere, too',
      value: isPath ? '"$.¦"' : '"{% ¦ %}"',
    }))
  }
  const help = ({ isRequired }: Parameter) =>
    isRequired ? 'Required by the integration' : 'Of the integration'
  const fixed = parameters.map((one) => ({ name: one.name, help: help(one), value: '"¦"' }))
  if (!isPath) return fixed
  const read = parameters.map((one) => ({
    name: `${one.name}.$`,
    help: `${help(one)}, read from the input`,
    value: '"$.¦"',
  }))
  return [...fixed, ...read]
}

/** States that something leads to and that are yet to be written. */
function missingStates({ root, path }: Place): Key[] {
  const machine = path.slice(0, -1)
  const isOwn = [...machinesOf(root)].some((one) => one.join('/') === machine.join('/'))
  const known = new Set(membersOf(nodeAt(root, path)).map(({ name }) => name))
  const targets = isOwn ? targetsIn(root, machine) : []
  return [...new Set(targets)]
    .filter((name) => name !== '' && !known.has(name))
    .map((name) => ({
      name,
      help: 'Something leads to it, but it is not there yet',
      value: '{ "Type": "¦Pass¦", "End": true }',
    }))
}

function targetsIn(root: Place['root'], machine: Place['path']): string[] {
  const states = nodeAt(root, [...machine, 'States'])
  const start = nodeAt(root, [...machine, 'StartAt'])?.value
  const entries = membersOf(states).flatMap(({ value }) => [
    value,
    ...['Choices', 'Catch'].flatMap((field) => nodeAt(value, [field])?.children ?? []),
  ])
  const named = entries.flatMap((entry) => ['Next', 'Default'].map((field) => nodeAt(entry, [field])?.value))
  return [start, ...named].filter((name) => typeof name === 'string')
}

function isExcluded(name: string, present: ReadonlySet<string>): boolean {
  const twin = name.endsWith('.$')
    ? name.slice(0, -2)
    : name.endsWith('Path')
      ? name.slice(0, -'Path'.length)
      : undefined
  if (twin !== undefined && present.has(twin)) return true
  if (present.has(`${name}Path`) || present.has(`${name}.$`)) return true
  return exclusive.some(
    (group) => group.includes(name) && group.some((other) => other !== name && present.has(other)),
  )
}

/** With what the text around asks for: quotes, a colon and value where there is none yet, a comma before the next key. */
function asCompletion({ name, help, value }: Key, { source, token, offset }: Place): Completion {
  const written = JSON.stringify(name)
  const key = token && source[token.from] === '"' ? written.slice(1) : written
  const following = source.slice(token?.to ?? offset)
  if (/^\s*:/.test(following)) return { label: name, help, kind: 'field', insert: key }
  const comma = /^\s*"/.test(following) ? ',' : ''
  const { insert, select } = marked(value)
  const before = `${key}: `
  return {
    label: name,
    help,
    kind: 'field',
    insert: `${before}${insert}${comma}`,
    ...(select && { select: { from: before.length + select.from, to: before.length + select.to } }),
  }
}
