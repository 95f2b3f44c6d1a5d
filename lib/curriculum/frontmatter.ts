import matter from 'gray-matter'
import type { Result } from '@/lib/result'
import { type ContentProblem, type Place, TOP } from './content-problem'
import { type Frontmatter, frontmatterSchema } from './file-schemas'

export interface Split {
  frontmatter: Frontmatter
  /** The text after the frontmatter. */
  body: string
  /** The text with the frontmatter blanked out, so that places in it are places in the file. */
  padded: string
}

/** Splits a lesson into frontmatter and text. */
export function splitFrontmatter(file: string, text: string): Result<Split, ContentProblem[]> {
  const fail = (place: Place, message: string, hint: string): Result<Split, ContentProblem[]> => ({
    ok: false,
    error: [{ file, ...place, message, hint }],
  })
  if (!text.startsWith('---\n')) {
    return fail(
      TOP,
      'The lesson has no frontmatter.',
      'Begin the file with ---, the frontmatter in YAML, and ---.',
    )
  }
  let read: ReturnType<typeof matter>
  try {
    // With options given, gray-matter does not use its cache, which would remember broken texts as read.
    read = matter(text, {})
  } catch (error) {
    const place = yamlPlace(error)
    return fail(
      place,
      `The frontmatter is not YAML: ${yamlReason(error)}.`,
      'Write "name: value" lines; put a value that holds a colon or a # in quotes.',
    )
  }
  const parsed = frontmatterSchema.safeParse(read.data)
  if (!parsed.success) {
    return {
      ok: false,
      error: parsed.error.issues.map((issue) => {
        const [key, ...rest] = issue.path
        const missing = issue.code === 'invalid_type' && !Object.hasOwn(read.data, String(key))
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined
        const name = [key, ...rest].filter((part) => part !== undefined).join('.')
        return {
          file,
          ...keyPlace(text, unknown ?? String(key ?? '')),
          message: unknown
            ? `The frontmatter${name ? ` "${name}"` : ''} has no member called "${unknown}".`
            : missing
              ? `The frontmatter has no "${name}".`
              : `"${name}" in the frontmatter ${issue.message === 'Invalid input' ? 'is not as it should be.' : issue.message}`,
          hint: 'docs/authoring.md shows the frontmatter of a lesson, member by member.',
        }
      }),
    }
  }
  const body = read.content
  const head = text.slice(0, text.length - body.length)
  return { ok: true, value: { frontmatter: parsed.data, body, padded: head.replace(/[^\n]/g, ' ') + body } }
}

/** Of a key's line, or of the beginning. */
function keyPlace(text: string, key: string): Place {
  const line = text.split('\n').findIndex((candidate) => candidate.trimStart().startsWith(`${key}:`))
  return line < 0 || key === '' ? TOP : { line: line + 1, column: 1 }
}

function yamlPlace(error: unknown): Place {
  if (!(error instanceof Error) || !('mark' in error)) return TOP
  const mark = error.mark
  if (typeof mark !== 'object' || mark === null || !('line' in mark) || !('column' in mark)) return TOP
  // js-yaml counts from 0, and sees of the opening line of dashes its line break only.
  return { line: Number(mark.line) + 1, column: Number(mark.column) + 1 }
}

function yamlReason(error: unknown): string {
  return error instanceof Error && 'reason' in error ? String(error.reason) : 'it cannot be read'
}
