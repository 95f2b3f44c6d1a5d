import type { Node } from 'jsonc-parser'
import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'

/** How the text around a place is set: what is added there looks as if it had always been there. */
export interface JsonLayout {
  /** `\n` or `\r\n`. */
  eol: string
  /** Of one level, such as two blanks or a tab. */
  unit: string
  /** Of the line that the value begins on. */
  indent: string
  /** Members go on lines of their own. */
  isSpread: boolean
  /** Within one line: behind a colon, behind a comma, inside the braces. */
  colon: string
  comma: string
  padding: string
}

/** The value as text, its first line where the caller puts it, the others indented. */
export function writeJson(value: JsonValue, layout: JsonLayout): string {
  if (isJsonArray(value))
    return wrapped(
      '[',
      ']',
      value.map((item) => (inner: JsonLayout) => writeJson(item, inner)),
      layout,
    )
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, member]) =>
      (inner: JsonLayout) =>
        `${JSON.stringify(key)}:${inner.colon}${writeJson(member, inner)}`,
  )
  return wrapped('{', '}', members, layout)
}

function wrapped(
  open: string,
  close: string,
  parts: readonly ((layout: JsonLayout) => string)[],
  layout: JsonLayout,
): string {
  if (parts.length === 0) return open + close
  if (!layout.isSpread) {
    const padding = open === '{' ? layout.padding : ''
    return `${open}${padding}${parts.map((part) => part(layout)).join(`,${layout.comma}`)}${padding}${close}`
  }
  const inner = { ...layout, indent: layout.indent + layout.unit }
  const line = layout.eol + inner.indent
  return `${open}${line}${parts.map((part) => part(inner)).join(`,${line}`)}${layout.eol}${layout.indent}${close}`
}

/** How the members of an object or array are set, or how they would be if it had some. */
export function layoutInside(source: string, container: Node): JsonLayout {
  const { eol, unit, ...line } = layoutOf(source)
  const first = container.children?.[0]
  const outer = indentAt(source, container.offset)
  const before = first && source.slice(container.offset + 1, first.offset)
  const isSpread = before === undefined ? line.isSpread : before.includes('\n')
  const indent =
    isSpread && before !== undefined
      ? before.slice(before.lastIndexOf('\n') + 1)
      : isSpread
        ? outer + unit
        : outer
  return {
    ...line,
    eol,
    unit,
    indent,
    isSpread,
    ...(before !== undefined && !isSpread && container.type === 'object' && { padding: before }),
  }
}

/** The habits of the whole text. A text on one line stays on one line. */
function layoutOf(source: string): Omit<JsonLayout, 'indent'> {
  const eol = source.includes('\r\n') ? '\r\n' : '\n'
  const colon = /":( ?)/.exec(source)?.[1] ?? ' '
  return {
    eol,
    unit: /\n([ \t]+)\S/.exec(source)?.[1] ?? '  ',
    isSpread: source.trim().includes('\n'),
    colon,
    comma: colon,
    padding: /\{( ?)"/.exec(source)?.[1] ?? ' ',
  }
}

/** The blanks that the line of an offset begins with. */
function indentAt(source: string, offset: number): string {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

/** A piece of text moved to another depth: every line but its first gets the new indentation for the old. */
export function reindented(text: string, from: string, to: string): string {
  if (from === to) return text
  return text.replace(/\n([ \t]*)/g, (line, blanks: string) =>
    blanks.startsWith(from) ? `\n${to}${blanks.slice(from.length)}` : line,
  )
}
