import { getLocation, type JSONPath, type Node, parseTree } from 'jsonc-parser'
import type { FieldOwner, QueryLanguage, StateType } from '@/lib/asl'
import { fieldFactsOf } from '@/lib/language'

export interface CompletionOption {
  /** What is shown and, as JSON, what is inserted. */
  label: string
  help: string
  kind: 'field' | 'state' | 'value'
  /** The text that replaces the range. */
  insert: string
}

/** What may stand at a place of the text, and the range that the choice replaces. */
export interface Completions {
  from: number
  to: number
  options: readonly CompletionOption[]
}

const STATE_TYPES: Readonly<Record<StateType, string>> = {
  Task: 'Has a service or an activity do one piece of work',
  Choice: 'Goes on by the first rule that holds',
  Wait: 'Lets time pass',
  Pass: 'Hands its input on, reshaped or replaced',
  Parallel: 'Runs branches at the same time',
  Map: 'Runs a processor once for each item',
  Succeed: 'Ends well',
  Fail: 'Ends with an error and a cause',
}

const ERROR_NAMES: Readonly<Record<string, string>> = {
  'States.ALL': 'Any error that can be caught; must stand alone and last',
  'States.TaskFailed': 'Any error of a task but a timeout',
  'States.Timeout': 'The task, or the wait for its token, took too long',
  'States.HeartbeatTimeout': 'No heartbeat within HeartbeatSeconds',
  'States.Permissions': 'The role may not make the call',
  'States.ResultPathMatchFailure': 'ResultPath does not fit the input',
  'States.ParameterPathFailure': 'A path in the parameters finds nothing',
  'States.NoChoiceMatched': 'No rule of a Choice held, and there is no Default',
  'States.BranchFailed': 'A branch of a Parallel failed',
  'States.IntrinsicFailure': 'An intrinsic function failed',
}

const LONGEST = 300_000

/** What the text may go on with at `offset`: field names, state names, or the values a field takes. */
export function completionsAt(source: string, offset: number): Completions | undefined {
  if (source.length > LONGEST) return undefined
  const location = getLocation(source, offset)
  const root = parseTree(source, [], { allowTrailingComma: true })
  const token = location.previousNode
  const isInToken = token !== undefined && token.offset <= offset && offset <= token.offset + token.length
  const range = isInToken
    ? { from: token.offset, to: isClosed(source, token) ? token.offset + token.length : offset }
    : { from: offset, to: offset }
  const options = location.isAtPropertyKey
    ? keyOptions(root, location.path.slice(0, -1), source.slice(range.to), isInToken)
    : valueOptions(root, location.path)
  return options.length > 0 ? { ...range, options } : undefined
}

/** A string without its closing quote runs to the end of the line: what follows the cursor is not part of it. */
function isClosed(source: string, { offset, length, type }: Node): boolean {
  return (type !== 'string' && type !== 'property') || (length > 1 && source[offset + length - 1] === '"')
}

function keyOptions(
  root: Node | undefined,
  objectPath: JSONPath,
  following: string,
  isInToken: boolean,
): CompletionOption[] {
  const owner = ownerAt(root, objectPath)
  if (owner === undefined) return []
  const present = new Set(
    (nodeAt(root, objectPath)?.children ?? []).map((member) => member.children?.[0]?.value),
  )
  const colon = isInToken && /^\s*:/.test(following) ? '' : ': '
  return fieldFactsOf(owner, languageAt(root, objectPath))
    .filter(({ name }) => !present.has(name))
    .map(({ name, help }) => ({
      label: name,
      help,
      kind: 'field',
      insert: `${JSON.stringify(name)}${colon}`,
    }))
}

/** The language of the innermost state around the object, or that of the machine. */
function languageAt(root: Node | undefined, path: JSONPath): QueryLanguage {
  const state = path.slice(0, stateLength(path))
  const language = textAt(root, [...state, 'QueryLanguage']) ?? textAt(root, ['QueryLanguage'])
  return isLanguage(language) ? language : 'JSONPath'
}

/** Whose fields the object at `path` has. A state without a type yet gets those that every type has. */
function ownerAt(root: Node | undefined, path: JSONPath): FieldOwner | undefined {
  const [holder, last] = path.slice(-2)
  if (path.length === 0) return 'StateMachine'
  if (isMachinePath(path)) return typeof last === 'number' ? 'Branch' : 'ItemProcessor'
  if (holder === 'States' && isMachinePath(path.slice(0, -2))) {
    const type = textAt(root, [...path, 'Type'])
    return isStateType(type) ? type : 'Succeed'
  }
  if (holder === 'Retry') return 'Retrier'
  if (holder === 'Catch') return 'Catcher'
  return holder === 'Choices' || holder === 'And' || holder === 'Or' || last === 'Not'
    ? 'ChoiceRule'
    : undefined
}

/** How much of the path leads to the innermost state around it. */
function stateLength(path: JSONPath): number {
  for (let length = path.length; length > 1; length -= 1) {
    if (path[length - 2] === 'States' && isMachinePath(path.slice(0, length - 2))) return length
  }
  return 0
}

function valueOptions(root: Node | undefined, path: JSONPath): CompletionOption[] {
  const field = path.at(-1)
  if (field === 'Type' && path.at(-3) === 'States') return valuesOf(STATE_TYPES)
  if (field === 'QueryLanguage')
    return valuesOf({
      JSONPath: 'Paths such as $.order.id',
      JSONata: 'Expressions such as {% $states.input %}',
    })
  if (path.at(-2) === 'ErrorEquals') return valuesOf(ERROR_NAMES)
  if (field !== 'Next' && field !== 'Default' && field !== 'StartAt') return []
  const machine = machineAround(path)
  const states = nodeAt(root, [...machine, 'States'])
  const self = field === 'StartAt' ? undefined : path[machine.length + 1]
  return (states?.children ?? []).flatMap((member) => {
    const name: unknown = member.children?.[0]?.value
    if (typeof name !== 'string' || name === self) return []
    const type = textAt(root, [...machine, 'States', name, 'Type'])
    return [
      {
        label: name,
        help: type ? `${type} state` : 'State',
        kind: 'state',
        insert: JSON.stringify(name),
      } as const,
    ]
  })
}

function valuesOf(values: Readonly<Record<string, string>>): CompletionOption[] {
  return Object.entries(values).map(([label, help]) => ({
    label,
    help,
    kind: 'value',
    insert: JSON.stringify(label),
  }))
}

/** The whole definition, a branch, or a processor: what has `States` of its own. */
function isMachinePath(path: JSONPath): boolean {
  const last = path.at(-1)
  return (
    path.length === 0 ||
    last === 'ItemProcessor' ||
    last === 'Iterator' ||
    (typeof last === 'number' && path.at(-2) === 'Branches')
  )
}

/** The innermost machine that a path lies in: names of states are looked up there only. */
function machineAround(path: JSONPath): JSONPath {
  for (let length = path.length; length > 0; length -= 1) {
    if (path[length] === 'States' && isMachinePath(path.slice(0, length))) return path.slice(0, length)
  }
  return path.at(-1) === 'StartAt' ? path.slice(0, -1) : []
}

function nodeAt(root: Node | undefined, path: JSONPath): Node | undefined {
  let node = root
  for (const step of path) {
    node =
      node?.type === 'array' && typeof step === 'number'
        ? node.children?.[step]
        : node?.children?.find((member) => member.children?.[0]?.value === step)?.children?.[1]
  }
  return node
}

function textAt(root: Node | undefined, path: JSONPath): string | undefined {
  const value: unknown = nodeAt(root, path)?.value
  return typeof value === 'string' ? value : undefined
}

function isStateType(type: string | undefined): type is StateType {
  return type !== undefined && Object.hasOwn(STATE_TYPES, type)
}

function isLanguage(language: string | undefined): language is QueryLanguage {
  return language === 'JSONPath' || language === 'JSONata'
}
