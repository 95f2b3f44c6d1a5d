import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import { dataFlow } from '../data-flow'
import { looksDynamic } from '../paths'
import type { PassState } from '../state-machine'
import { transition } from '../transition'
import type { StateReading } from './read-state'

export function readPass({ base, fields }: StateReading<'Pass'>): PassState {
  const result = base.queryLanguage === 'JSONPath' ? fields.raw('Result') : undefined
  if (result !== undefined && looksEvaluated(result)) {
    const { at } = fields.site('Result')
    fields.report({
      code: 'PASS_RESULT_IS_STATIC',
      severity: 'WARNING',
      path: at,
      mark: { kind: 'Key', at },
      message: '`Result` is passed on exactly as it is written; nothing in it is evaluated.',
      hint: 'Use `Parameters` to read from the input: its keys that end in `.$` are evaluated.',
    })
  }
  return {
    ...base,
    flow: dataFlow(fields, base.queryLanguage),
    ...transition(fields),
    ...(result === undefined ? {} : { result }),
  }
}

function looksEvaluated(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(looksEvaluated)
  if (isJsonObject(value))
    return Object.entries(value).some(([key, member]) => key.endsWith('.$') || looksEvaluated(member))
  return looksDynamic(value)
}
