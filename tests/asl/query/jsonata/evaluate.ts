import { evaluateJsonata } from '@/lib/asl/query/jsonata/language'
import type { JsonValue } from '@/lib/json'

/** What an expression comes to with `input` as `$states.input`: its value, or what AWS would say went wrong. */
export async function evaluated(
  source: string,
  {
    input = {},
    variables = {},
    random = () => 0.5,
    isKnown = () => false,
    unitsLeft = Infinity,
  }: {
    input?: JsonValue
    variables?: Readonly<Record<string, JsonValue>>
    random?: () => number
    isKnown?: (value: object) => boolean
    unitsLeft?: number
  } = {},
): Promise<{ value: JsonValue } | { problem: string }> {
  const result = await evaluateJsonata(
    { kind: 'JSONata', source, at: '/States/S/Output', location: 'Output' },
    {
      states: { input },
      variables: new Map(Object.entries(variables)),
      now: Date.UTC(2026, 2, 14, 1, 59),
      random,
      isKnown,
      unitsLeft,
      spent: () => {},
    },
  )
  if (result.ok) return { value: result.value }
  const said = `The JSONata expression '${source}' specified for the field 'Output' `
  const { cause } = result.error
  return { problem: cause.startsWith(said) ? cause.slice(said.length) : cause }
}
