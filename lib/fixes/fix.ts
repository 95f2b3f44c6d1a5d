import type { AwsMessageName, Diagnostic } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { Draft, type TextEdit } from '@/lib/studio'

/** Something that would make a diagnostic go away, and its title in the imperative. Code stands in backticks. */
export interface Fix {
  title: string
  edits: readonly TextEdit[]
}

/** A diagnostic with all that a fix has to know of it. */
export interface Case {
  source: string
  diagnostic: Diagnostic
  /** Which of AWS's sentences it says, and what stands in its holes. */
  said?: { name: AwsMessageName; values: Readonly<Record<string, string>> }
}

/** A fix made by changing the definition in steps; a step that cannot be taken makes it none. */
export function fixBy(title: string, { source }: Case, change: (draft: Draft) => void): Fix[] {
  const draft = new Draft(source)
  change(draft)
  return [{ title, edits: draft.edits() }]
}

/** The names in a hole that lists them. */
export function listedNames(values: string | undefined): string[] {
  return (values ?? '').split(', ').filter((name) => name !== '')
}

/** The pointer to what holds the value, and the key it holds it by. */
export function parentOf(pointer: JsonPointer): { parent: JsonPointer; key: string } {
  const slash = pointer.lastIndexOf('/')
  return {
    parent: pointer.slice(0, Math.max(0, slash)),
    key: pointer
      .slice(slash + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~'),
  }
}
