import type { JsonValue } from '@/lib/json'

/** What is exported. */
export interface ExportedMachine {
  name: string
  type: 'STANDARD' | 'EXPRESS'
  definition: JsonValue
}

/** A name in CamelCase of letters and digits, as logical ids and classes have it: "Ask a person" is `AskAPerson`. */
export function identifier(name: string, otherwise = 'Machine'): string {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  const joined = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')
  const short = joined.slice(0, 60)
  return short === '' ? otherwise : /^[0-9]/.test(short) ? `${otherwise}${short}` : short
}
