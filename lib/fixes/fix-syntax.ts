import { findNodeAtLocation, getLocation, type JSONPath, type Node, parseTree } from 'jsonc-parser'
import type { Case, Fix } from './fix'

/** Mistakes of JSON itself: the text is repaired where the diagnostic stands. */
export function syntaxFixes({ source, diagnostic }: Case): Fix[] {
  const { from, to } = diagnostic.range
  const found = source.slice(from, to)
  const before = source.slice(0, from).trimEnd()
  if (/^[}\]]/.test(found) && before.endsWith(',')) {
    return fix('Remove the comma', before.length - 1, before.length, '')
  }
  if (source.charCodeAt(0) === 0xfeff) return fix('Remove the invisible mark', 0, 1, '')
  if (diagnostic.message.startsWith('The key')) return doubledKey(source, from, to)
  return [...comment(source, from), ...symbol(found, from, to), ...missing(source, before.length)]
}

function fix(title: string, from: number, to: number, insert: string): Fix[] {
  return [{ title, edits: [{ from, to, insert }] }]
}

function comment(source: string, from: number): Fix[] {
  const [found] = /^(\/\/[^\n]*\n?|\/\*[\s\S]*?\*\/)/.exec(source.slice(from)) ?? []
  return found === undefined ? [] : fix('Remove the comment', from, from + found.length, '')
}

const words: ReadonlyMap<string, string> = new Map([
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['yes', 'true'],
  ['no', 'false'],
])

/** Words and quotes of other languages. */
function symbol(found: string, from: number, to: number): Fix[] {
  const lower = found.toLowerCase()
  const word = /^(true|false|null)$/.test(lower) ? lower : words.get(lower)
  if (word !== undefined && word !== found) return fix(`Write \`${word}\``, from, to, word)
  const [, quoted] = /^['“”„«»](.*?)['“”„«»]?$/s.exec(found) ?? []
  if (quoted !== undefined) return fix('Put it into double quotes', from, to, JSON.stringify(quoted))
  return /^[A-Za-z_$][\w$]*$/.test(found)
    ? fix('Put it into double quotes', from, to, JSON.stringify(found))
    : []
}

/** What was left out: tried one after the other, for only one of them makes the text whole. */
function missing(source: string, end: number): Fix[] {
  const open = openBrackets(source)
  return [
    ...fix('Add a comma', end, end, ','),
    ...fix('Add a colon', end, end, ':'),
    ...(open === ''
      ? []
      : fix(`Close with \`${open}\``, source.trimEnd().length, source.trimEnd().length, open)),
  ]
}

/** The brackets that close what is open at the end of the text. */
function openBrackets(source: string): string {
  const open: string[] = []
  for (const [token] of source.matchAll(/"(?:\\.|[^"\\\n])*"?|[{}[\]]/g)) {
    if (token === '{') open.push('}')
    else if (token === '[') open.push(']')
    else if (token === open.at(-1)) open.pop()
  }
  return open.reverse().join('')
}

/** Two members with one key: of states the second gets another name, of all else one goes. */
function doubledKey(source: string, from: number, to: number): Fix[] {
  const { path } = getLocation(source, from + 1)
  const object = nodeAtPath(source, path.slice(0, -1))
  const members = object?.children ?? []
  const second = members.findIndex(({ children }) => children?.[0]?.offset === from)
  const key: unknown = members[second]?.children?.[0]?.value
  const first = members.findIndex(({ children }) => children?.[0]?.value === key)
  const renamed =
    path.at(-2) === 'States' ? fix(`Call this one \`${key} 2\``, from, to, JSON.stringify(`${key} 2`)) : []
  return [
    ...renamed,
    ...without(members, first, `Remove the first \`${key}\``),
    ...without(members, second, `Remove the second \`${key}\``),
  ]
}

function nodeAtPath(source: string, path: JSONPath): Node | undefined {
  const root = parseTree(source)
  return root && findNodeAtLocation(root, path)
}

/** A member goes with the comma behind it, or the last with the one before. */
function without(members: readonly Node[], index: number, title: string): Fix[] {
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]]
  if (!member) return []
  if (after) return fix(title, member.offset, after.offset, '')
  return fix(title, before ? before.offset + before.length : member.offset, member.offset + member.length, '')
}
