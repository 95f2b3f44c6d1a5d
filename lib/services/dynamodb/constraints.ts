import type { JsonObject } from '@/lib/json'
import { given, text, whole } from './parameters'
import { invalid } from './refuse'

/** What the API's model says of a request's members; all complaints come in one message. */
export class Constraints {
  readonly #parameters: JsonObject
  readonly #complaints: string[] = []

  constructor(parameters: JsonObject) {
    this.#parameters = parameters
  }

  required(...names: readonly string[]): this {
    for (const name of names) {
      if (given(this.#parameters, name) === undefined) this.#complain(name, 'null', 'Member must not be null')
    }
    return this
  }

  /** A table's name or ARN. */
  tableName(): this {
    const name = text(this.#parameters, 'TableName')
    if (name === undefined) return this.required('TableName')
    if (name.startsWith('arn:')) return this
    const complain = (constraint: string) => this.#complain('TableName', `'${name}'`, constraint)
    if (name === '') complain('Member must have length greater than or equal to 1')
    else if (!/^[\w.-]+$/.test(name)) {
      complain('Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+')
    }
    if (name.length > 255) complain('Member must have length less than or equal to 255')
    return this
  }

  oneOf(name: string, values: readonly string[]): this {
    const value = text(this.#parameters, name)
    if (value !== undefined && !values.includes(value)) {
      this.#complain(name, `'${value}'`, `Member must satisfy enum value set: [${values.join(', ')}]`)
    }
    return this
  }

  atLeast(name: string, least: number, most?: number): this {
    const value = whole(this.#parameters, name)
    if (value === undefined) return this
    if (value < least) {
      this.#complain(name, `'${value}'`, `Member must have value greater than or equal to ${least}`)
    }
    if (most !== undefined && value > most) {
      this.#complain(name, `'${value}'`, `Member must have value less than or equal to ${most}`)
    }
    return this
  }

  #complain(name: string, value: string, constraint: string): void {
    const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
    this.#complaints.push(`Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`)
  }

  /** @throws Refused */
  check(): void {
    const { length } = this.#complaints
    if (length === 0) return
    invalid(`${length} validation error${length > 1 ? 's' : ''} detected: ${this.#complaints.join('; ')}`)
  }
}

export const RETURN_VALUES = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW']
export const CONSUMED_CAPACITY = ['INDEXES', 'TOTAL', 'NONE']
export const COLLECTION_METRICS = ['SIZE', 'NONE']
export const ON_CONDITION_CHECK_FAILURE = ['ALL_OLD', 'NONE']
