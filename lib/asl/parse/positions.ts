import { type Node, parseTree } from 'jsonc-parser'
import type { JsonPointer } from '@/lib/json'
import type { TextRange } from './diagnostic'
import { LineIndex } from './line-index'
import type { Mark } from './problem'

/**
 * Where the parts of a JSON text stand. Works on broken text as far as it can be understood. The text must not
 * nest deeper than `scanJson` allows, for its tree is built by recursion.
 */
export class Positions {
  readonly #lines: LineIndex
  #tree: Node | undefined | null = null

  constructor(private readonly source: string) {
    this.#lines = new LineIndex(source)
  }

  range(mark: Mark): TextRange {
    if (mark.kind === 'Text') return this.#lines.range(mark.from, mark.to)
    const found = this.#find(mark.at)
    if (!found) return this.#lines.range(0, 0)
    const { key, value } = found
    if (mark.kind === 'Expression') return this.#insideExpression(value, mark)
    if (mark.kind === 'Key' && key) return this.#lines.range(key.offset, key.offset + key.length)
    if (mark.kind === 'Key') return this.#lines.range(value.offset, value.offset + 1)
    return this.#lines.range(value.offset, value.offset + value.length)
  }

  /** Behind `{%`, blanks and the given number of characters, of which each may be written as an escape. */
  #insideExpression({ offset, length }: Node, { from, to }: { from: number; to?: number }): TextRange {
    const end = Math.max(offset, offset + length - '%}"'.length)
    let at = offset + '"{%'.length
    while (/^(\s|\\[tnr])/.test(this.source.slice(at, at + 2)) && at < end) at = this.#behind(at)
    for (let read = 0; read < from && at < end; read++) at = this.#behind(at)
    const start = Math.min(at, end)
    if (to === undefined) return this.#lines.range(start, end)
    for (let read = from; read < to && at < end; read++) at = this.#behind(at)
    return this.#lines.range(start, Math.min(at, end))
  }

  #behind(at: number): number {
    if (this.source[at] !== '\\') return at + 1
    return at + (this.source[at + 1] === 'u' ? 6 : 2)
  }

  /** The value at a pointer and the key it stands behind; undefined when there is none. */
  valueRange(at: JsonPointer): TextRange | undefined {
    const value = this.#find(at)?.value
    return value && this.#lines.range(value.offset, value.offset + value.length)
  }

  get root(): Node | undefined {
    if (this.#tree === null)
      this.#tree = parseTree(this.source, [], { disallowComments: false, allowTrailingComma: true })
    return this.#tree
  }

  #find(at: JsonPointer): { value: Node; key?: Node } | undefined {
    let value = this.root
    let key: Node | undefined
    for (const segment of segmentsOf(at)) {
      if (value?.type === 'array') {
        key = undefined
        value = value.children?.[Number(segment)]
      } else {
        // Of doubled keys the last one counts, as for JSON.parse.
        const member: Node | undefined = value?.children?.findLast(
          ({ children }) => children?.[0]?.value === segment,
        )
        key = member?.children?.[0]
        value = member?.children?.[1] ?? key
      }
    }
    return value && { value, ...(key ? { key } : {}) }
  }
}

/** The keys of a pointer, unescaped. */
function segmentsOf(pointer: JsonPointer): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}
