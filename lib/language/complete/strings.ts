import { expressionRange, expressionWords } from '../expression-words'
import { contextMembers, statesMembers } from '../facts/context-object'
import { intrinsics } from '../facts/intrinsics'
import { jsonataFunctions } from '../facts/jsonata-functions'
import { fieldFacts } from '../fields'
import type { Place } from '../place'
import { variablesIn } from '../variables'
import { type Completion, type Completions, marked } from './completion'
import { jsonataMembers, pathMembers, type SeenData } from './seen-data'

/** What may stand inside a string: in an expression of JSONata, in a path or intrinsic function of JSONPath. */
export function stringCompletions(place: Place, seen: SeenData): Completions | undefined {
  const { token, context, source } = place
  if (!token || source[token.from] !== '"' || place.isKey) return undefined
  return context.language === 'JSONata' ? insideJsonata(place, token, seen) : insidePath(place, token, seen)
}

type Ends = { from: number; to: number }

/** What leads to a member is looked for among so many characters before the cursor. */
const LONGEST_PATH = 1_000

function insideJsonata(place: Place, token: Ends, seen: SeenData): Completions | undefined {
  const range = expressionRange(place.source, token)
  if (!range || place.offset < range.from || place.offset > range.to) return undefined
  const before = place.source.slice(range.from, place.offset)
  const word = [...expressionWords(before, range.from)].at(-1)
  if (word && word.to === place.offset && (word.kind === 'Text' || word.kind === 'Comment')) return undefined
  const member = /\$states\.(?:(context\.)([\w.]*)|\w*)$/.exec(before)
  if (member) {
    const [whole, context, inContext = ''] = member
    return context
      ? wordCompletions(place, inContext, contextCompletions(place))
      : wordCompletions(place, whole.slice('$states.'.length), statesCompletions(place))
  }
  const members = jsonataMembers(before.slice(-LONGEST_PATH), place, seen)
  if (members) return wordCompletions(place, members.typed, members.options)
  const typed = /\$[\p{L}\p{N}_]*$/u.exec(before)?.[0]
  if (typed === undefined && /[\p{L}\p{N}_.]$/u.test(before)) return undefined
  return wordCompletions(place, typed ?? '', [
    { label: '$states', help: 'Input, result and context', kind: 'path', insert: '$states.' },
    ...variables(place),
    ...[...jsonataFunctions.values()].map(
      ({ name, signature = name, help }): Completion => ({
        label: name,
        help: `${signature} · ${help}`,
        kind: 'function',
        ...marked(signature.endsWith('()') ? signature : `${name}(¦)`),
      }),
    ),
  ])
}

/** The members of `$states` that there are at the place. */
function statesCompletions({ context }: Place): Completion[] {
  const { inside, stateType } = context
  const isCatcher = inside?.owner === 'Catcher'
  const isAfterWork =
    inside !== undefined &&
    ['Output', 'Assign'].includes(inside.field) &&
    stateType !== undefined &&
    inside.owner === stateType &&
    ['Task', 'Parallel', 'Map'].includes(stateType)
  return [...statesMembers.values()]
    .filter(({ name }) => name !== 'result' || isAfterWork)
    .filter(({ name }) => name !== 'errorOutput' || isCatcher)
    .map(({ name, help }) => ({ label: name, help, kind: 'path', insert: name }))
}

function contextCompletions({ context }: Place): Completion[] {
  const isSelector = context.inside?.field === 'ItemSelector' || context.inside?.owner === 'Map'
  return [...contextMembers.values()]
    .filter(({ name }) => isSelector || !name.startsWith('Map.'))
    .map(({ name, help }) => ({ label: name, help, kind: 'path', insert: name }))
}

function variables({ root, context }: Place): Completion[] {
  const found = new Map(variablesIn(root, context.machine).map((one) => [one.name, one]))
  return [...found].map(([name, { state }]) => ({
    label: `$${name}`,
    help: `A variable, set in ${state}`,
    kind: 'variable',
    insert: `$${name}`,
  }))
}

function insidePath(place: Place, token: Ends, seen: SeenData): Completions | undefined {
  const reading = readsPath(place)
  if (!reading) return undefined
  const before = place.source.slice(token.from + 1, place.offset)
  const context = /\$\$\.([\w.]*)$/.exec(before)
  if (context) return wordCompletions(place, context[1] ?? '', contextCompletions(place))
  const typed = /(?:\$\$?|States\.)?[\w.]*$/.exec(before)?.[0] ?? ''
  const members = pathMembers(before.slice(-LONGEST_PATH), place, seen)
  if (members) return wordCompletions(place, members.typed, members.options)
  if (/^\$\w*\./.test(typed)) return undefined
  const isStart = before === typed
  if (!isStart && !/[(,]\s*$/.test(before.slice(0, before.length - typed.length))) return undefined
  const functions: Completion[] = reading.takesFunctions
    ? [...intrinsics.values()].map(({ name, signature = name, help }) => ({
        label: name,
        help: `${signature} · ${help}`,
        kind: 'function',
        ...marked(signature.endsWith('()') ? signature : `${name}(¦)`),
      }))
    : []
  return wordCompletions(place, typed, [
    { label: '$', help: 'The input', kind: 'path', insert: '$.' },
    { label: '$$', help: 'The context object', kind: 'path', insert: '$$.' },
    ...variables(place),
    ...functions,
  ])
}

/** Whether the string is a path, and whether an intrinsic function may stand in its place. */
function readsPath({ path, context }: Place): { takesFunctions: boolean } | undefined {
  const { inside } = context
  if (!inside) return undefined
  if (String(path.at(-1)).endsWith('.$')) return { takesFunctions: true }
  if (inside.keys.length > 0) return undefined
  const isOperand = inside.owner === 'ChoiceRule' && inside.field.endsWith('Path')
  const kind = fieldFacts(inside.owner, inside.field)?.kind
  if (!isOperand && kind !== 'Path' && kind !== 'ReferencePath') return undefined
  return { takesFunctions: inside.owner === 'Fail' }
}

function wordCompletions(
  { offset }: Place,
  typed: string,
  options: readonly Completion[],
): Completions | undefined {
  return options.length === 0
    ? undefined
    : { from: offset - typed.length, to: offset, within: 'Word', options }
}
