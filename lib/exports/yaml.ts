import type { JsonValue } from '@/lib/json'

/** A value as YAML; the library comes when it is first needed. No anchors: every reader understands the result. */
export async function yamlOf(value: JsonValue): Promise<string> {
  const { stringify } = await import('yaml')
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 110 })
}
