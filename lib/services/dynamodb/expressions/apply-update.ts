import { type AttributeValue, attributeOf, type Item, membersOf, setOf, typeOf } from '../attribute-value'
import { calculated } from '../number'
import { invalid } from '../refuse'
import { type Path, valueAt } from './path'
import type { UpdateAction, UpdateValue } from './update'

/** What becomes of one place: a value, or nothing. */
interface Change {
  path: Path
  to: AttributeValue | undefined
}

/**
 * The item after an update. All values are taken from the item as it was, and all paths lead through the item as
 * it was: `REMOVE a[0], a[1]` removes the first two members.
 *
 * @throws Refused
 */
export function updated(item: Item, actions: readonly UpdateAction[]): Item {
  const values = actions.map((action) => (action.kind === 'Set' ? evaluated(action.to, item) : undefined))
  const changes = actions.map((action, index): Change => {
    checkParent(item, action.path)
    return { path: action.path, to: outcome(action, item, values[index]) }
  })
  return changedMap(item, changes, 0)
}

function outcome(
  action: UpdateAction,
  item: Item,
  value: AttributeValue | undefined,
): AttributeValue | undefined {
  switch (action.kind) {
    case 'Set':
      return value
    case 'Remove':
      return undefined
    case 'Add':
      return added(valueAt(item, action.path), action.value)
    case 'Delete':
      return withoutMembers(valueAt(item, action.path), action.value)
  }
}

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type'

function evaluated(value: UpdateValue, item: Item): AttributeValue {
  switch (value.kind) {
    case 'Value':
      return value.value
    case 'Path':
      return (
        valueAt(item, value.path) ??
        invalid('The provided expression refers to an attribute that does not exist in the item')
      )
    case 'IfNotExists':
      return valueAt(item, value.path) ?? evaluated(value.otherwise, item)
    case 'Sum': {
      const left = numberIn(evaluated(value.left, item))
      return sum(left, value.operator, numberIn(evaluated(value.right, item)))
    }
    case 'Append': {
      const first = listIn(evaluated(value.first, item))
      return { L: [...first, ...listIn(evaluated(value.second, item))] }
    }
  }
}

function numberIn(value: AttributeValue): string {
  return 'N' in value ? value.N : invalid(WRONG_TYPE)
}

function listIn(value: AttributeValue): readonly AttributeValue[] {
  return 'L' in value ? value.L : invalid(WRONG_TYPE)
}

function sum(left: string, operator: '+' | '-', right: string): AttributeValue {
  const result = calculated(left, operator, right)
  return result.ok ? { N: result.value } : invalid(result.error)
}

/** `ADD`: a number to a number, members to a set; what is not there counts as zero or as empty. */
function added(old: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (old === undefined) return value
  if ('N' in value && 'N' in old) return sum(old.N, '+', value.N)
  const type = typeOf(value)
  if (type !== typeOf(old) || (type !== 'SS' && type !== 'NS' && type !== 'BS')) return invalid(WRONG_TYPE)
  return setOf(type, [...new Set([...(membersOf(old) ?? []), ...(membersOf(value) ?? [])])])
}

/** `DELETE`: a set without the members; a set without any is no attribute. */
function withoutMembers(old: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (old === undefined) return undefined
  const type = typeOf(value)
  if (type !== typeOf(old) || (type !== 'SS' && type !== 'NS' && type !== 'BS')) return invalid(WRONG_TYPE)
  const gone = new Set(membersOf(value))
  const left = (membersOf(old) ?? []).filter((member) => !gone.has(member))
  return left.length > 0 ? setOf(type, left) : undefined
}

/** The last step of a path may lead to something new, all others may not. */
function checkParent(item: Item, path: Path): void {
  const [name, ...rest] = path
  const last = rest.pop()
  if (last === undefined) return
  const parent = valueAt(item, [name, ...rest])
  if (parent && (typeof last === 'number' ? 'L' in parent : 'M' in parent)) return
  invalid('The document path provided in the update expression is invalid for update')
}

function changedMap(map: Item, changes: readonly Change[], depth: number): Item {
  const members = new Map(Object.entries(map))
  for (const [step, group] of byStep(changes, depth)) {
    const name = String(step)
    const value = changed(attributeOf(map, name), group, depth + 1)
    if (value === undefined) members.delete(name)
    else members.set(name, value)
  }
  return Object.fromEntries(members)
}

/** Indexes beyond the end append, in the order of the indexes. */
function changedList(
  list: readonly AttributeValue[],
  changes: readonly Change[],
  depth: number,
): readonly AttributeValue[] {
  const members: (AttributeValue | undefined)[] = [...list]
  const groups = [...byStep(changes, depth)].sort(([a], [b]) => Number(a) - Number(b))
  for (const [step, group] of groups) {
    const index = Number(step)
    const value = changed(list[index], group, depth + 1)
    if (index < list.length) members[index] = value
    else members.push(value)
  }
  return members.filter((member) => member !== undefined)
}

function changed(
  old: AttributeValue | undefined,
  changes: readonly Change[],
  depth: number,
): AttributeValue | undefined {
  const whole = changes.find(({ path }) => path.length === depth)
  if (whole || old === undefined) return whole?.to
  if ('M' in old) return { M: changedMap(old.M, changes, depth) }
  return 'L' in old ? { L: changedList(old.L, changes, depth) } : old
}

function byStep(changes: readonly Change[], depth: number): ReadonlyMap<string | number, Change[]> {
  const groups = new Map<string | number, Change[]>()
  for (const change of changes) {
    const step = change.path[depth]
    if (step === undefined) continue
    const group = groups.get(step)
    if (group) group.push(change)
    else groups.set(step, [change])
  }
  return groups
}
