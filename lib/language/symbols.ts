import type { JSONPath, Node } from 'jsonc-parser'
import { machinesOf } from './context'
import { expressionRange, expressionWords } from './expression-words'
import { placeAt } from './place'
import type { TextEdit } from './text-edit'
import { membersOf, nodeAt, treeOf } from './tree'
import { assignments, scopesAround } from './variables'

/** A state or a variable, wherever it is named. */
export interface SymbolUses {
  kind: 'State' | 'Variable'
  name: string
  /** In the order of the text, without quotes and `$`. */
  uses: readonly SymbolUse[]
}

export interface SymbolUse {
  from: number
  to: number
  /** Here the state stands, or the variable is set. */
  isDefinition: boolean
}

/** What the offset names, with every place that names the same; undefined where it names neither. */
export function symbolAt(source: string, offset: number): SymbolUses | undefined {
  const root = treeOf(source)
  const machine = root && placeAt(source, offset)?.context.machine
  if (!machine) return undefined
  const symbols = [
    ...stateUses(source, root, machineOfKey(root, machine, offset)),
    ...variableUses(source, root),
  ]
  return (
    symbols.find((symbol) => isNamed(symbol, offset)) ?? symbols.find((symbol) => touchedUse(symbol, offset))
  )
}

function isNamed({ uses }: SymbolUses, offset: number): boolean {
  return uses.some(({ from, to }) => from <= offset && offset <= to)
}

/** The use that an offset touches, its quotes and `$` included. */
export function touchedUse({ uses }: SymbolUses, offset: number): SymbolUse | undefined {
  return (
    uses.find(({ from, to }) => from <= offset && offset <= to) ??
    uses.find(({ from, to }) => from - 1 <= offset && offset <= to + 1)
  )
}

/** The innermost machine whose text holds the offset. */
function machineOfKey(root: Node, near: JSONPath, offset: number): JSONPath {
  let found = near
  for (const machine of machinesOf(root)) {
    const node = nodeAt(root, machine)
    if (node && node.offset <= offset && offset <= node.offset + node.length) found = machine
  }
  return found
}

function stateUses(source: string, root: Node, machine: JSONPath): SymbolUses[] {
  const found = new Map<string, SymbolUse[]>()
  const add = (node: Node | undefined, isDefinition: boolean) => {
    if (typeof node?.value !== 'string') return
    const uses = found.get(node.value) ?? []
    found.set(node.value, [...uses, { ...insideQuotes(source, node), isDefinition }])
  }
  add(nodeAt(root, [...machine, 'StartAt']), false)
  for (const { key, value } of membersOf(nodeAt(root, [...machine, 'States']))) {
    add(key, true)
    for (const field of ['Next', 'Default']) add(nodeAt(value, [field]), false)
    for (const list of ['Choices', 'Catch']) {
      for (const entry of nodeAt(value, [list])?.children ?? []) add(nodeAt(entry, ['Next']), false)
    }
  }
  return [...found].map(([name, uses]) => ({ kind: 'State', name, uses: inOrder(uses) }))
}

/**
 * Variables by their names: where `Assign` sets them and where paths and expressions read them. One name is one
 * variable within a machine and the machines inside it, for those can read it and may not have it again; a distributed
 * Map begins anew.
 */
function variableUses(source: string, root: Node): SymbolUses[] {
  const found = new Map<string, { name: string; uses: SymbolUse[] }>()
  const assigned = assignments(root)
  const scopes = new Map(
    [...machinesOf(root)].map((machine) => [
      machine.join('/'),
      scopesAround(root, machine).map((one) => one.join('/')),
    ]),
  )
  /** The outermost machine that sets the name, among those that the machine sees. */
  const home = (name: string, machine: JSONPath) =>
    scopes
      .get(machine.join('/'))
      ?.findLast((scope) => assigned.some((one) => one.name === name && one.machine.join('/') === scope))
  const add = (name: string, machine: JSONPath, use: SymbolUse) => {
    const scope = home(name, machine)
    if (scope === undefined) return
    const known = found.get(`${scope} ${name}`) ?? { name, uses: [] }
    known.uses.push(use)
    found.set(`${scope} ${name}`, known)
  }
  for (const { name, key, machine } of assigned) {
    const { from, to } = insideQuotes(source, key)
    add(name, machine, { from, to: to - (String(key.value).length - name.length), isDefinition: true })
  }
  for (const { node, machine } of stringsOf(root, [])) {
    for (const { name, from } of readVariables(source, node)) {
      add(name, machine, { from, to: from + name.length, isDefinition: false })
    }
  }
  return [...found.values()].map(({ name, uses }) => ({ kind: 'Variable', name, uses: inOrder(uses) }))
}

function inOrder(uses: readonly SymbolUse[]): SymbolUse[] {
  return uses.toSorted((one, other) => one.from - other.from)
}

/** Every string value with the machine that it stands in. */
function* stringsOf(
  node: Node | undefined,
  machine: JSONPath,
  path: JSONPath = [],
): Generator<{ node: Node; machine: JSONPath }> {
  if (node?.type === 'string') yield { node, machine }
  if (node?.type === 'array') {
    for (const [index, item] of (node.children ?? []).entries()) {
      const at = [...path, index]
      yield* stringsOf(item, path.at(-1) === 'Branches' ? at : machine, at)
    }
  }
  for (const { name, value } of membersOf(node)) {
    if (name === 'Comment') continue
    const at = [...path, name]
    const isMachine =
      (name === 'ItemProcessor' || name === 'Iterator') && nodeAt(value, ['States']) !== undefined
    yield* stringsOf(value, isMachine ? at : machine, at)
  }
}

/** The variables that a string reads, with the place of each name. Names that an expression binds itself are none. */
function readVariables(source: string, node: Node): { name: string; from: number }[] {
  const range = expressionRange(source, { from: node.offset, to: node.offset + node.length })
  const written = source.slice(node.offset + 1, node.offset + node.length - 1)
  if (!range) {
    if (!/^(\$|States\.)/.test(written)) return []
    return [...written.matchAll(/(?<![\w$.])\$([\p{L}_][\p{L}\p{N}_]*)(?=[.[,)\s]|$)/gu)].map((match) => ({
      name: match[1] ?? '',
      from: node.offset + 1 + match.index + 1,
    }))
  }
  const expression = source.slice(range.from, range.to)
  const bound = new Set(
    [...expression.matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)\s*:=|function\s*\(([^)]*)\)/gu)].flatMap(
      ([, name, parameters]) =>
        name === undefined ? (parameters ?? '').split(',').map((one) => one.trim().slice(1)) : [name],
    ),
  )
  return [...expressionWords(expression, range.from)]
    .filter(({ kind, from, to }) => kind === 'Variable' && to - from > 1 && source[from + 1] !== '$')
    .map(({ from, to }) => ({ name: source.slice(from + 1, to), from: from + 1 }))
    .filter(({ name }) => !bound.has(name))
}

function insideQuotes(source: string, { offset, length }: Node): { from: number; to: number } {
  const isClosed = length > 1 && source[offset + length - 1] === '"'
  return { from: offset + 1, to: offset + length - Number(isClosed) }
}

/** Why a name cannot be given; undefined when it can. */
export function renameProblem(source: string, symbol: SymbolUses, name: string): string | undefined {
  if (name === symbol.name) return undefined
  if (symbol.kind === 'Variable') {
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
      return 'A variable is a word without blanks, such as `total`.'
    if (name === 'states') return '`$states` is reserved.'
    if ([...name].length > 80) return 'A name has at most 80 characters.'
    const isTaken = assignments(treeOf(source)).some((one) => one.name === name)
    return isTaken ? `There is a variable \`${name}\` already.` : undefined
  }
  if (name.trim() === '') return 'A state needs a name.'
  if ([...name].length > 80) return 'A name has at most 80 characters.'
  const root = treeOf(source)
  const isTaken = [...machinesOf(root)].some((machine) =>
    membersOf(nodeAt(root, [...machine, 'States'])).some((state) => state.name === name),
  )
  return isTaken ? `There is a state \`${name}\` already.` : undefined
}

/** The edits that give a state or variable another name everywhere. The name has to be one that can be given. */
export function renameEdits(symbol: SymbolUses, name: string): TextEdit[] {
  const insert = JSON.stringify(name).slice(1, -1)
  return symbol.uses.map(({ from, to }) => ({ from, to, insert }))
}
