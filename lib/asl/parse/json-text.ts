import { isJsonObject, type JsonObject, parsedJson } from '@/lib/json'
import { aws } from './aws-messages'
import { reportSyntax } from './json-syntax'
import type { Report } from './problem'
import { scanJson } from './scan-json'

/** AWS's limit for a definition, in characters. */
export const MAX_DEFINITION_LENGTH = 1_048_576

/**
 * Reads the text of a definition as strict JSON with an object at its top. Undefined means that at least one
 * problem was reported. `isTooDeep` tells that nothing may build a tree of the text.
 */
export function readJsonText(source: string, report: Report): JsonObject | undefined {
  if (source.length > MAX_DEFINITION_LENGTH) {
    report({
      code: 'LIMIT_EXCEEDED',
      path: '',
      mark: { kind: 'Text', from: 0, to: 0 },
      message: `The definition has ${source.length.toLocaleString('en')} characters; AWS takes at most ${MAX_DEFINITION_LENGTH.toLocaleString('en')}.`,
      hint: 'Move parts of it into state machines of their own and start them with `states:startExecution`.',
    })
    return undefined
  }
  if (source.startsWith('\uFEFF')) {
    report({
      code: 'INVALID_JSON_DESCRIPTION',
      path: '',
      mark: { kind: 'Text', from: 0, to: 1 },
      message: 'The text begins with an invisible byte-order mark, which JSON does not allow.',
      hint: 'Delete the first character, or save the file as UTF-8 without BOM.',
    })
    return undefined
  }
  if (source.trim() === '') return notAnObject(report, 'Begin with `{ "StartAt": "…", "States": { … } }`.')
  const scanned = scanJson(source)
  const value = scanned.isTooDeep ? undefined : parsedJson(source)
  if (value === undefined && !scanned.isTooDeep) {
    reportSyntax(source, report)
    return undefined
  }
  for (const problem of scanned.problems) report(problem)
  if (value === undefined) return undefined
  if (isJsonObject(value)) return value
  return notAnObject(report, 'Put the definition between `{` and `}`.')
}

function notAnObject(report: Report, hint: string): undefined {
  report({ ...aws('notAnObject'), path: '', hint })
  return undefined
}
