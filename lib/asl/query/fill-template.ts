import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import type { Template } from '../parse/state-machine'
import { evaluateExpression } from './evaluate'
import { ok } from './failure'
import type { Scope } from './scope'
import { Work } from './work'

/** The value of a template. The first expression that fails, in the order of the text, decides. */
export function fillTemplate(template: Template, scope: Scope): Result<JsonValue, Failure> {
  return fill(template, scope, undefined, new Work())
}

function fill(
  template: Template,
  scope: Scope,
  key: string | undefined,
  work: Work,
): Result<JsonValue, Failure> {
  switch (template.kind) {
    case 'Literal':
      return ok(template.value)
    case 'Expression':
      return evaluateExpression(template.expression, scope, key === undefined ? undefined : `${key}.$`, work)
    case 'Array': {
      const items: JsonValue[] = []
      for (const item of template.items) {
        const filled = fill(item, scope, key, work)
        if (!filled.ok) return filled
        items.push(filled.value)
      }
      return ok(items)
    }
    case 'Object': {
      const members: [string, JsonValue][] = []
      for (const entry of template.entries) {
        const filled = fill(entry.value, scope, entry.key, work)
        if (!filled.ok) return filled
        members.push([entry.key, filled.value])
      }
      return ok(Object.fromEntries(members))
    }
    default:
      return assertNever(template)
  }
}
