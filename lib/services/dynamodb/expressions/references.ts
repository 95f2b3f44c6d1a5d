import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { type AttributeValue, notConvertible, readAttribute } from '../attribute-value'
import { invalid, misshapen, Refused } from '../refuse'

/** `ExpressionAttributeNames` and `ExpressionAttributeValues` of one request, and which of them were used. */
export class References {
  readonly #names: ReadonlyMap<string, string>
  readonly #values: ReadonlyMap<string, AttributeValue>
  readonly #unusedNames: Set<string>
  readonly #unusedValues: Set<string>

  /** @throws Refused */
  constructor(names: JsonValue | undefined, values: JsonValue | undefined) {
    this.#names = read('ExpressionAttributeNames', '#', names, (name) =>
      typeof name === 'string' ? name : misshapen(notConvertible(name, 'String')),
    )
    this.#values = read('ExpressionAttributeValues', ':', values, readAttribute)
    this.#unusedNames = new Set(this.#names.keys())
    this.#unusedValues = new Set(this.#values.keys())
  }

  name(placeholder: string): string | undefined {
    this.#unusedNames.delete(placeholder)
    return this.#names.get(placeholder)
  }

  value(placeholder: string): AttributeValue | undefined {
    this.#unusedValues.delete(placeholder)
    return this.#values.get(placeholder)
  }

  /** DynamoDB takes nothing that no expression uses. @throws Refused */
  checkUse(): void {
    checkUse('ExpressionAttributeNames', this.#unusedNames)
    checkUse('ExpressionAttributeValues', this.#unusedValues)
  }
}

function checkUse(parameter: string, unused: ReadonlySet<string>): void {
  if (unused.size === 0) return
  invalid(`Value provided in ${parameter} unused in expressions: keys: {${[...unused].join(', ')}}`)
}

function read<T>(
  parameter: string,
  sign: '#' | ':',
  json: JsonValue | undefined,
  readOne: (json: JsonValue) => T,
): ReadonlyMap<string, T> {
  if ((json ?? null) === null) return new Map()
  const given = isJsonObject(json) ? json : misshapen('Unexpected field type')
  const keys = Object.keys(given)
  if (keys.length === 0) return invalid(`${parameter} must not be empty`)
  const wrong = keys.find((key) => key.charAt(0) !== sign || !/^\w+$/.test(key.slice(1)))
  if (wrong !== undefined) {
    return invalid(`${parameter} contains invalid key: Syntax error; key: "${wrong}"`)
  }
  return new Map(keys.map((key) => [key, readNamed(parameter, key, given, readOne)]))
}

function readNamed<T>(parameter: string, key: string, given: JsonObject, readOne: (json: JsonValue) => T): T {
  try {
    return readOne(given[key] ?? null)
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.error.code !== 'ValidationException') throw thrown
    return invalid(`${parameter} contains invalid value: ${thrown.error.message} for key ${key}`)
  }
}
