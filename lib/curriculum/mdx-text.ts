import { createProcessor } from '@mdx-js/mdx'
import remarkGfm from 'remark-gfm'
import type { Result } from '@/lib/result'
import type { ContentProblem, Place } from './content-problem'

/** A component used in a text, with its attributes read as data: nothing of the text is evaluated. */
export interface MdxElement extends Place {
  name: string
  attributes: ReadonlyMap<string, AttributeValue>
}

/** `undefined` for what is not a text and not JSON in braces. */
export type AttributeValue = string | readonly string[] | true | undefined

export interface MdxLink extends Place {
  url: string
}

/** What `content:check` and the readers need to know of an MDX text. */
export interface MdxText {
  elements: readonly MdxElement[]
  links: readonly MdxLink[]
  /** Ids of the headings, as `rehype-slug` gives them. */
  anchors: ReadonlySet<string>
  /** Script in the text: `import`, `export` or an expression in braces. */
  scripts: readonly Place[]
}

/** What we read of a node of the Markdown tree. */
interface MdxNode {
  type: string
  name?: string | null
  url?: string
  value?: unknown
  attributes?: readonly { type: string; name?: unknown; value?: unknown }[]
  children?: readonly MdxNode[]
  position?: { start: Place } | undefined
}

const processor = createProcessor({ remarkPlugins: [remarkGfm] })

export function readMdx(file: string, text: string): Result<MdxText, ContentProblem[]> {
  let tree: MdxNode
  try {
    tree = processor.parse(text)
  } catch (error) {
    return {
      ok: false,
      error: [
        {
          file,
          ...errorPlace(error),
          message: `This is not MDX: ${errorReason(error)}.`,
          hint: 'Close every tag; write a brace or a < that is text as \\{ or \\<, or in backquotes.',
        },
      ],
    }
  }
  const nodes = [...walk(tree)]
  return {
    ok: true,
    value: {
      elements: nodes.filter((node) => node.type.startsWith('mdxJsx')).map(element),
      links: nodes.flatMap((node) =>
        node.url !== undefined && (node.type === 'link' || node.type === 'definition')
          ? [{ ...start(node), url: node.url }]
          : [],
      ),
      anchors: new Set(nodes.filter((node) => node.type === 'heading').map((node) => anchor(textOf(node)))),
      scripts: nodes.filter(isScript).map(start),
    },
  }
}

function* walk(node: MdxNode): Generator<MdxNode> {
  yield node
  for (const child of node.children ?? []) yield* walk(child)
}

function element(node: MdxNode): MdxElement {
  const attributes = new Map<string, AttributeValue>()
  for (const { name, value } of node.attributes ?? [])
    attributes.set(String(name ?? '…'), attributeValue(value))
  return { ...start(node), name: node.name ?? '', attributes }
}

function attributeValue(value: unknown): AttributeValue {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || !('value' in value) || typeof value.value !== 'string') return undefined
  try {
    const read: unknown = JSON.parse(value.value)
    if (typeof read === 'string') return read
    return Array.isArray(read) && read.every((item) => typeof item === 'string') ? read : undefined
  } catch {
    return undefined
  }
}

/** Comments in braces are no script. */
function isScript(node: MdxNode): boolean {
  if (node.type === 'mdxjsEsm') return true
  if (node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression') return false
  return !/^\s*\/\*[\s\S]*\*\/\s*$/.test(String(node.value))
}

function textOf(node: MdxNode): string {
  return typeof node.value === 'string' ? node.value : (node.children ?? []).map(textOf).join('')
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

function start(node: MdxNode): Place {
  return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 }
}

function errorPlace(error: unknown): Place {
  if (typeof error === 'object' && error !== null && 'line' in error && 'column' in error) {
    if (typeof error.line === 'number' && typeof error.column === 'number') {
      return { line: error.line, column: error.column }
    }
  }
  // A tag left open is reported with its place in the text only: "… (3:1-3:6)".
  const [, line, column] = /\((\d+):(\d+)/.exec(errorReason(error)) ?? []
  return { line: Number(line ?? 1), column: Number(column ?? 1) }
}

function errorReason(error: unknown): string {
  const reason = typeof error === 'object' && error !== null && 'reason' in error ? error.reason : error
  return String(reason).replace(/\.$/, '')
}
