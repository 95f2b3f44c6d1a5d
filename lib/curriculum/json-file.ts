import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import type * as z from 'zod/mini'
import type { $ZodIssue } from 'zod/v4/core'
import type { Result } from '@/lib/result'
import { type ContentProblem, placeOf } from './content-problem'

/** A JSON file read against its schema; problems have the place in the text. */
export interface JsonFile<T> {
  value: T
  /** A problem at the member that `path` leads to, or at the nearest member above it. */
  problemAt(path: Path, message: string, hint: string): ContentProblem
}

export type Path = readonly (string | number)[]

export function readJsonFile<T>(
  file: string,
  text: string,
  schema: z.ZodMiniType<T>,
  schemaFile: string,
): Result<JsonFile<T>, ContentProblem[]> {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const at = (offset: number, message: string, hint: string): ContentProblem => ({
    file,
    ...placeOf(text, offset),
    message,
    hint,
  })
  const problemAt = (path: Path, message: string, hint: string) => at(offsetOf(tree, path), message, hint)
  if (!tree || errors.length > 0) {
    const [first] = errors
    return { ok: false, error: [at(first?.offset ?? 0, ...syntaxMessage(first))] }
  }
  const repeated = repeatedKeys(tree).map((node) =>
    at(node.offset, `The member "${node.value}" stands twice in one object.`, 'Keep one of the two.'),
  )
  if (repeated.length > 0) return { ok: false, error: repeated }
  const parsed = schema.safeParse(getNodeValue(tree))
  if (parsed.success) return { ok: true, value: { value: parsed.data, problemAt } }
  return {
    ok: false,
    error: parsed.error.issues.flatMap((issue) =>
      issueProblems(issue, tree).map(({ offset, message, hint }) =>
        at(offset, message, hint ?? `The schema in ${schemaFile} says what may stand here.`),
      ),
    ),
  }
}

interface Found {
  offset: number
  message: string
  hint?: string
}

function issueProblems(issue: $ZodIssue, tree: Node): Found[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol')
  const node = findNodeAtLocation(tree, [...path])
  const offset = offsetOf(tree, path)
  const name = path.length === 0 ? 'The file' : `"${path.join('.')}"`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      offset: keyOffset(node, key) ?? offset,
      message: `${path.length === 0 ? 'This file' : name} has no member called "${key}".`,
    }))
  }
  if (!node) {
    return [
      {
        offset,
        message: `${name} is missing.`,
        ...(issue.code === 'invalid_type' && { hint: `Add it here, as ${article(issue.expected)}.` }),
      },
    ]
  }
  return [{ offset, message: `${name} ${requirement(issue)}`, hint: suggestion(issue, getNodeValue(node)) }]
}

/** What has to be true of the member, to follow its name in a sentence. */
function requirement(issue: $ZodIssue): string {
  if (issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${article(issue.expected)}.`
    case 'invalid_value':
      return `has to be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`
    case 'too_small':
      return `has to be ${issue.exact ? 'exactly' : 'at least'} ${amount(issue.minimum, issue.origin)}.`
    case 'too_big':
      return `has to be ${issue.exact ? 'exactly' : 'at most'} ${amount(issue.maximum, issue.origin)}.`
    case 'invalid_union':
      return 'is none of the forms that may stand here.'
    default:
      return 'is not as the schema asks.'
  }
}

function suggestion(issue: $ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_value':
      return `Write ${nearest(issue.values.map(String), String(found))
        .map((value) => JSON.stringify(value))
        .join(' or ')} here.`
    case 'invalid_type':
      return `Write ${article(issue.expected)} here.`
    case 'too_small':
      return `Add to it until there are at least ${amount(issue.minimum, issue.origin)}.`
    case 'too_big':
      return `Cut it to at most ${amount(issue.maximum, issue.origin)}.`
    default:
      return 'The schemas in content/schemas say what may stand here; an editor that knows them offers it.'
  }
}

/** The three that begin most like what was found. */
function nearest(values: readonly string[], found: string): string[] {
  return values.toSorted((a, b) => sharedStart(b, found) - sharedStart(a, found)).slice(0, 3)
}

function sharedStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

function amount(limit: number | bigint, origin: string): string {
  switch (origin) {
    case 'string':
      return `${limit} characters long`
    case 'array':
      return `${limit} items`
    default:
      return String(limit)
  }
}

const articles: Readonly<Record<string, string>> = {
  string: 'a text in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  tuple: 'a list in square brackets',
  object: 'an object in braces',
  record: 'an object in braces',
}

function article(type: string): string {
  return Object.hasOwn(articles, type) ? (articles[type] ?? type) : `a value of type ${type}`
}

function syntaxMessage(error: ParseError | undefined): [message: string, hint: string] {
  switch (error && printParseErrorCode(error.error)) {
    case 'InvalidCommentToken':
      return ['Comments are not allowed in JSON.', 'Delete the comment.']
    case 'CommaExpected':
      return ['A comma is missing before this.', 'Put a comma after the member before.']
    case 'ColonExpected':
      return ['A colon is missing before this.', 'Put a colon between the name of the member and its value.']
    case 'PropertyNameExpected':
      return [
        'The name of a member should stand here.',
        'Write it in double quotes, or delete the comma before.',
      ]
    case 'ValueExpected':
      return ['A value should stand here.', 'Write a value, or delete the comma before.']
    case 'CloseBraceExpected':
      return ['An object is not closed.', 'Add the missing }.']
    case 'CloseBracketExpected':
      return ['A list is not closed.', 'Add the missing ].']
    case 'UnexpectedEndOfString':
      return [
        'A text is not closed on its line.',
        'Add the closing double quote; a line break inside is \\n.',
      ]
    case 'EndOfFileExpected':
      return ['Something stands after the end of the document.', 'Delete it.']
    default:
      return ['This is not JSON.', 'Write one JSON object; names and texts in double quotes.']
  }
}

function offsetOf(tree: Node | undefined, path: Path): number {
  for (let length = path.length; tree && length >= 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return node.offset
  }
  return 0
}

function keyOffset(node: Node | undefined, key: string): number | undefined {
  return node?.children?.find((property) => property.children?.[0]?.value === key)?.offset
}

/** The second and later keys of the same name in one object. */
function repeatedKeys(node: Node): Node[] {
  const seen = new Set<unknown>()
  const repeated: Node[] = []
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined
    if (key && seen.has(key.value)) repeated.push(key)
    if (key) seen.add(key.value)
    repeated.push(...repeatedKeys(child))
  }
  return repeated
}
