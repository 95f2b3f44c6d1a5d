import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'

/**
 * `a%5B0%5D=1&a%5B1%5D=2` unless another `ArrayFormat` is asked for; members of objects are `a%5Bb%5D`, spaces `%20`
 * (developer guide, "Applying URL-encoding on request body").
 */
export function formEncoded(value: JsonObject, arrays: JsonValue | undefined): string {
  const pairs: [string, string][] = []
  const add = (name: string, member: JsonValue): void => {
    if (isJsonArray(member)) {
      if (arrays === 'COMMAS') pairs.push([name, member.map(textOf).join(',')])
      else for (const [index, one] of member.entries()) add(memberName(name, index, arrays), one)
    } else if (isJsonObject(member)) {
      for (const [key, one] of Object.entries(member)) add(`${name}[${key}]`, one)
    } else pairs.push([name, textOf(member)])
  }
  for (const [name, member] of Object.entries(value)) add(name, member)
  return pairs.map(([name, one]) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`).join('&')
}

function memberName(name: string, index: number, arrays: JsonValue | undefined): string {
  switch (arrays) {
    case 'REPEAT':
      return name
    case 'BRACKETS':
      return `${name}[]`
    default:
      return `${name}[${index}]`
  }
}

export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
