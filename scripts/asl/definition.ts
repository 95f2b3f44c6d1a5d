import type { Document, Node } from 'yaml'
import type { Diagnostic } from '@/lib/asl'
import { Misuse, type Terminal } from './command'
import { readText, shown } from './files'

/** A definition as it was given, and the JSON text that the interpreter reads. */
export interface Definition {
  file: string
  /** What the person wrote. */
  text: string
  json: string
  /** Where in `text` a problem is. */
  placeOf(problem: Diagnostic): Place
}

/** Offsets into the text; line and column are counted from 1. */
export interface Place {
  from: number
  to: number
  line: number
  column: number
}

/** A file with JSON or, by its ending, YAML. */
export async function readDefinition(file: string, terminal: Terminal): Promise<Definition> {
  const text = readText(file, terminal)
  if (/\.ya?ml$/i.test(file)) return fromYaml(file, text)
  return { file: shown(file), text, json: text, placeOf: ({ range }) => range }
}

async function fromYaml(file: string, text: string): Promise<Definition> {
  const { isMap, isSeq, LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [problem] = document.errors
  if (problem) throw new Misuse(`${file} is not YAML: ${problem.message}`)

  /** The deepest node on the way that a pointer names. */
  const nodeAt = (node: Node | null, [segment, ...rest]: readonly string[]): Node | null => {
    if (segment === undefined || (!isMap(node) && !isSeq(node))) return node
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    const next = node.get(isSeq(node) ? Number(key) : key, true) as Node | undefined
    return next ? nodeAt(next, rest) : node
  }

  return {
    file,
    text,
    json: jsonOf(file, document),
    placeOf({ path }) {
      const [from, to] = nodeAt(document.contents, path.split('/').slice(1))?.range ?? [0, 0]
      const { line, col } = lines.linePos(from)
      return { from, to, line, column: col }
    },
  }
}

/** Aliases can make a small text large, or a circle. */
function jsonOf(file: string, document: Document): string {
  try {
    return JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? 'null'
  } catch (problem) {
    throw new Misuse(
      `${file} cannot be written as JSON: ${problem instanceof Error ? problem.message : problem}`,
    )
  }
}
