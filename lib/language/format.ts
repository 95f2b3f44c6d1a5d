import { createScanner, type Node, parseTree } from 'jsonc-parser'
import { scanJson } from '@/lib/asl'
import { isJsonText } from '@/lib/json'
import type { TextEdit } from './text-edit'

const LINE_WIDTH = 120
const INDENT = '  '

/**
 * The text in the layout that our own definitions have: two blanks a level; what fits on a line and was written on
 * one stays on one. Strings and numbers stay as they are written, and the order of keys. Undefined for text that is no
 * JSON: nothing may be lost of it.
 */
export function formatted(source: string): string | undefined {
  if (scanJson(source).isTooDeep || !isJsonText(source)) return undefined
  const root = parseTree(source)
  return root && `${written(root, source, 0, 0)}${source.endsWith('\n') ? '\n' : ''}`
}

/** The same as edits of the blanks between the words, so that a cursor keeps its place. */
export function formatEdits(source: string): TextEdit[] | undefined {
  const text = formatted(source)
  if (text === undefined) return undefined
  const [before, after] = [gapsOf(source), gapsOf(text)]
  return before.flatMap(({ from, to }, index) => {
    const gap = after[index]
    const insert = gap ? text.slice(gap.from, gap.to) : ''
    return source.slice(from, to) === insert ? [] : [{ from, to, insert }]
  })
}

/** What stands before each word of the text, and behind the last. */
function gapsOf(source: string): { from: number; to: number }[] {
  const scanner = createScanner(source, true)
  const gaps: { from: number; to: number }[] = []
  let behind = 0
  do {
    scanner.scan()
    gaps.push({ from: behind, to: scanner.getTokenOffset() })
    behind = scanner.getTokenOffset() + scanner.getTokenLength()
  } while (scanner.getTokenLength() > 0)
  return gaps
}

/** `column` is where the value begins, `behind` is what follows it on its line. */
function written(node: Node, source: string, level: number, column: number): string {
  if (node.type !== 'object' && node.type !== 'array') return raw(node, source)
  const flat = flatly(node, source)
  if (flat !== undefined && column + flat.length + 1 <= LINE_WIDTH) return flat
  const inner = INDENT.repeat(level + 1)
  const items = (node.children ?? []).map((item) => `${inner}${writtenItem(item, source, level + 1)}`)
  const [open, close] = node.type === 'object' ? '{}' : '[]'
  return `${open}\n${items.join(',\n')}\n${INDENT.repeat(level)}${close}`
}

function writtenItem(item: Node, source: string, level: number): string {
  const indent = INDENT.length * level
  if (item.type !== 'property') return written(item, source, level, indent)
  const [key, value] = item.children ?? []
  if (!key || !value) return raw(item, source)
  const start = `${raw(key, source)}: `
  return `${start}${written(value, source, level, indent + start.length)}`
}

/** On one line; undefined where something within was begun on a line of its own. */
function flatly(node: Node, source: string): string | undefined {
  const { type, children = [] } = node
  if (type !== 'object' && type !== 'array') return raw(node, source)
  if (children.length === 0) return type === 'object' ? '{}' : '[]'
  if (isSpread(node, source)) return undefined
  const items: string[] = []
  for (const item of children) {
    const [key, value] = item.type === 'property' ? (item.children ?? []) : [undefined, item]
    const flat = value && flatly(value, source)
    if (flat === undefined) return undefined
    items.push(key ? `${raw(key, source)}: ${flat}` : flat)
  }
  return type === 'object' ? `{ ${items.join(', ')} }` : `[${items.join(', ')}]`
}

/** The first entry stands on another line than the bracket. */
function isSpread({ offset, children = [] }: Node, source: string): boolean {
  const first = children[0]
  return first !== undefined && source.slice(offset, first.offset).includes('\n')
}

function raw({ offset, length }: Node, source: string): string {
  return source.slice(offset, offset + length)
}
