import type { JSONPath, Node } from 'jsonc-parser'
import type { FieldOwner, QueryLanguage, StateType } from '@/lib/asl'
import { stateTypes } from './facts/state-types'
import { nodeAt, textAt } from './tree'

/** What a place of a definition is part of. */
export interface Context {
  /** The object at the path has the fields of this owner. */
  owner?: FieldOwner
  /** The keys of the object at the path are names of states. */
  isStates: boolean
  /** A rule inside `And`, `Or` or `Not`, which leads nowhere itself. */
  isInnerRule: boolean
  /** The innermost machine: the definition, a branch, a processor. */
  machine: JSONPath
  /** The innermost state, and its type where that is known. */
  state?: JSONPath
  stateType?: StateType
  language: QueryLanguage
  /** The path lies in a field whose content is the learner's own: the field, who has it, and the keys within it. */
  inside?: { owner: FieldOwner; field: string; keys: JSONPath }
}

/** What an object of the given owner has in a field, when that has fields of its own. */
const objects: ReadonlyMap<string, FieldOwner> = new Map<string, FieldOwner>([
  ['ItemProcessor.ProcessorConfig', 'ProcessorConfig'],
  ['Map.ItemProcessor', 'ItemProcessor'],
  ['Map.Iterator', 'ItemProcessor'],
  ['Map.ItemReader', 'ItemReader'],
  ['Map.ItemBatcher', 'ItemBatcher'],
  ['Map.ResultWriter', 'ResultWriter'],
  ['ItemReader.ReaderConfig', 'ReaderConfig'],
  ['ResultWriter.WriterConfig', 'WriterConfig'],
  ['ChoiceRule.Not', 'ChoiceRule'],
])

/** The same of the entries of an array. */
const entries: ReadonlyMap<string, FieldOwner> = new Map<string, FieldOwner>([
  ['Branches', 'Branch'],
  ['Choices', 'ChoiceRule'],
  ['And', 'ChoiceRule'],
  ['Or', 'ChoiceRule'],
  ['Retry', 'Retrier'],
  ['Catch', 'Catcher'],
])

const machines: readonly (FieldOwner | undefined)[] = ['StateMachine', 'Branch', 'ItemProcessor']

/** Follows a path from the top of the definition and says what it leads into. */
export function contextOf(root: Node | undefined, path: JSONPath): Context {
  const ground = languageAt(root, [], 'JSONPath')
  let context: Context = {
    owner: 'StateMachine',
    isStates: false,
    isInnerRule: false,
    machine: [],
    language: ground,
  }
  for (const [index, step] of path.entries()) {
    const at = path.slice(0, index + 1)
    context = stepInto(context, step, at, root, ground)
  }
  return context
}

function stepInto(
  { owner, inside, ...context }: Context,
  step: string | number,
  at: JSONPath,
  root: Node | undefined,
  ground: QueryLanguage,
): Context {
  if (inside) {
    const entry = inside.keys.length === 0 && typeof step === 'number' ? entries.get(inside.field) : undefined
    if (entry === 'Branch')
      return { ...context, isInnerRule: false, owner: entry, machine: at, language: ground }
    if (entry)
      return { ...context, isInnerRule: inside.field === 'And' || inside.field === 'Or', owner: entry }
    return { ...context, inside: { ...inside, keys: [...inside.keys, step] } }
  }
  if (context.isStates) return intoState({ ...context, isStates: false }, at, root, ground)
  if (owner === undefined) return context
  const field = String(step)
  if (machines.includes(owner) && field === 'States') return { ...context, isStates: true }
  // A state whose type is yet to be written may be any: its fields tell what it will be.
  const known =
    objects.get(`${owner}.${field}`) ?? (isStateType(owner) ? objects.get(`Map.${field}`) : undefined)
  if (known === 'ItemProcessor') return { ...context, owner: known, machine: at, language: ground }
  if (known) return { ...context, owner: known, isInnerRule: known === 'ChoiceRule' }
  return { ...context, inside: { owner, field, keys: [] } }
}

function intoState(context: Context, at: JSONPath, root: Node | undefined, ground: QueryLanguage): Context {
  const type = textAt(root, [...at, 'Type'])
  return {
    ...context,
    // What every type has, until there is one.
    owner: isStateType(type) ? type : 'Succeed',
    state: at,
    ...(isStateType(type) && { stateType: type }),
    language: languageAt(root, at, ground),
  }
}

function languageAt(root: Node | undefined, path: JSONPath, otherwise: QueryLanguage): QueryLanguage {
  const language = textAt(root, [...path, 'QueryLanguage'])
  return language === 'JSONPath' || language === 'JSONata' ? language : otherwise
}

export function isStateType(type: string | undefined): type is StateType {
  return type !== undefined && stateTypes.has(type)
}

/** The `Resource` of the state around a place. */
export function resourceOf(root: Node | undefined, { state }: Context): string | undefined {
  return state && textAt(root, [...state, 'Resource'])
}

/** Every machine of a definition with its path, outer ones first. */
export function* machinesOf(root: Node | undefined, machine: JSONPath = []): Generator<JSONPath> {
  yield machine
  for (const member of nodeAt(root, [...machine, 'States'])?.children ?? []) {
    const name: unknown = member.children?.[0]?.value
    if (typeof name !== 'string') continue
    const state = [...machine, 'States', name]
    for (const field of ['ItemProcessor', 'Iterator']) {
      if (nodeAt(root, [...state, field])?.type === 'object') yield* machinesOf(root, [...state, field])
    }
    const branches = nodeAt(root, [...state, 'Branches'])
    if (branches?.type !== 'array') continue
    for (const index of (branches.children ?? []).keys())
      yield* machinesOf(root, [...state, 'Branches', index])
  }
}
