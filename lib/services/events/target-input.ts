import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember, parsedJson } from '@/lib/json'
import type { RuleTargetSetup } from '../account'

/**
 * What a target gets of an event: all of it, a part, a constant, or a text made from parts.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function inputFor(
  { input, inputPath, inputTransformer }: RuleTargetSetup,
  event: JsonObject,
  rule: string,
): JsonValue {
  if (input !== undefined) return input
  if (inputPath !== undefined) return at(event, inputPath) ?? ''
  if (!inputTransformer) return event
  const values = new Map<string, JsonValue | undefined>([
    ['aws.events.rule-name', rule],
    ['aws.events.event.json', event],
    ['aws.events.event.ingestion-time', event.time],
  ])
  for (const [name, path] of Object.entries(inputTransformer.paths)) values.set(name, at(event, path))
  const text = filled(inputTransformer.template, values)
  return parsedJson(text) ?? text
}

/**
 * Puts values in the place of `<name>`. Within quotation marks an object loses its own, elsewhere a text gets some;
 * what the event does not have is empty.
 */
function filled(template: string, values: ReadonlyMap<string, JsonValue | undefined>): string {
  let [text, isQuoted] = ['', false]
  for (let place = 0; place < template.length; place++) {
    const character = template.charAt(place)
    if (character === '\\') {
      text += template.slice(place, place + 2)
      place += 1
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    const closes = character === '<' ? template.indexOf('>', place) : -1
    const name = closes < 0 ? '' : template.slice(place + 1, closes)
    if (!values.has(name)) {
      text += character
      continue
    }
    text += shown(values.get(name), isQuoted)
    place = closes
  }
  return text
}

function shown(value: JsonValue | undefined, isQuoted: boolean): string {
  if (value === undefined) return isQuoted ? '' : '""'
  if (!isQuoted) return JSON.stringify(value)
  return typeof value === 'string'
    ? JSON.stringify(value).slice(1, -1)
    : JSON.stringify(value).replaceAll('"', '')
}

/** `$.detail.items[0].id`: names and places, no more than that. */
function at(event: JsonObject, path: string): JsonValue | undefined {
  const steps = path === '$' ? [] : (path.replace(/^\$/, '').match(/[^.[\]]+/g) ?? [])
  let value: JsonValue | undefined = event
  for (const step of steps) {
    if (isJsonArray(value)) value = value[Number(step)]
    else if (isJsonObject(value)) value = ownMember(value, step)
    else return undefined
  }
  return value
}
