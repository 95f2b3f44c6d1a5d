import { childPointer, type JsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import { type Decoder, listed, type Site } from './decode'
import { type FieldOwner, fields } from './fields'
import type { Report } from './problem'
import type { QueryLanguage } from './state-machine'
import { suggestion } from './suggestion'

/** Reads the fields of one object of a definition, and reports every problem it meets on the way. */
export class FieldReader {
  constructor(
    private readonly object: JsonObject,
    readonly at: JsonPointer,
    readonly report: Report,
  ) {}

  /** The same fields, with nobody listening: for an object that is not what it should be. */
  silenced(): FieldReader {
    return new FieldReader(this.object, this.at, () => {})
  }

  has(name: string): boolean {
    return Object.hasOwn(this.object, name)
  }

  raw(name: string): JsonValue | undefined {
    return this.has(name) ? this.object[name] : undefined
  }

  site(name: string): Site {
    return { at: childPointer(this.at, name), name, report: this.report }
  }

  /** The field's value, or undefined when it is absent or was reported. */
  read<T>(name: string, decode: Decoder<T>): T | undefined {
    const value = this.raw(name)
    return value === undefined ? undefined : decode(value, this.site(name))
  }

  /**
   * The field's value, or `otherwise` when it is absent or wrong. A machine with a problem never leaves the
   * parser, so that a stand-in only lets the rest be checked as well.
   */
  readOr<T>(name: string, decode: Decoder<T>, otherwise: T): T {
    return this.read(name, decode) ?? otherwise
  }

  /** Reports every field that does not belong here, and those required and absent. */
  expect(owner: FieldOwner, language: QueryLanguage, alsoKnown: readonly string[] = []): void {
    const known = fields[owner]
    for (const name of Object.keys(this.object)) {
      if (alsoKnown.includes(name)) continue
      const field = known.find((one) => one.name === name)
      if (!field) this.#unknown(name, owner, language)
      else if (field.language !== undefined && field.language !== language)
        this.#otherLanguage(name, language)
    }
    this.require(
      ...known
        .filter(({ isRequired, language: only }) => isRequired && (only === undefined || only === language))
        .map(({ name }) => name),
    )
  }

  require(...names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name))
    if (missing.length === 0) return
    this.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: this.at,
      mark: { kind: 'Key', at: this.at },
      message: `These fields are required: [${missing.join(', ')}]`,
      wording: 'aws',
      hint: () => this.#missingHint(missing),
    })
  }

  /** Reports all but one of the given fields when more than one is there. True when at least one is. */
  exclusive(...names: readonly string[]): boolean {
    const present = names.filter((name) => this.has(name))
    const [first, ...others] = present
    for (const name of others) {
      const at = childPointer(this.at, name)
      this.report({
        code: 'SCHEMA_VALIDATION_FAILED',
        path: at,
        mark: { kind: 'Key', at },
        message: `\`${name}\` and \`${first}\` exclude each other.`,
        hint: `Keep one of ${listed(names)}.`,
      })
    }
    return present.length > 0
  }

  #unknown(name: string, owner: FieldOwner, language: QueryLanguage): void {
    this.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
      message: `Field '${name}' is not supported`,
      wording: 'aws',
      hint: () => {
        const near = suggestion(
          name,
          fields[owner].filter((one) => one.language !== other(language)).map((one) => one.name),
        )
        return near === undefined
          ? `${kindNames[owner]} has no such field. Remove it, or see whether it belongs somewhere else.`
          : `Did you mean \`${near}\`?`
      },
    })
  }

  #otherLanguage(name: string, language: QueryLanguage): void {
    this.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
      message: `The QueryLanguage is set to '${language}', but field '${name}' is only supported for the '${other(language)}' QueryLanguage`,
      wording: 'aws',
      hint: counterparts[name] ?? `Leave \`${name}\` out, or change \`QueryLanguage\`.`,
    })
  }

  #missingHint(missing: readonly string[]): string | undefined {
    const [only] = missing
    if (missing.length !== 1 || only === undefined) return undefined
    const near = suggestion(only, Object.keys(this.object))
    return near === undefined ? `Add \`${only}\`.` : `Add \`${only}\`; there is \`${near}\`.`
  }
}

function other(language: QueryLanguage): QueryLanguage {
  return language === 'JSONPath' ? 'JSONata' : 'JSONPath'
}

const kindNames: Readonly<Record<FieldOwner, string>> = {
  StateMachine: 'A state machine',
  Branch: 'A branch',
  ItemProcessor: 'An ItemProcessor',
  Pass: 'A Pass state',
  Task: 'A Task state',
  Choice: 'A Choice state',
  Wait: 'A Wait state',
  Succeed: 'A Succeed state',
  Fail: 'A Fail state',
  Parallel: 'A Parallel state',
  Map: 'A Map state',
  ChoiceRule: 'A choice rule',
  Retrier: 'An entry of Retry',
  Catcher: 'An entry of Catch',
}

/** What does the same in the other language. */
const counterparts: Readonly<Record<string, string>> = {
  Arguments: 'In JSONPath that is `Parameters`.',
  Output: 'In JSONPath that is `ResultSelector`, `ResultPath` and `OutputPath`.',
  Items: 'In JSONPath that is `ItemsPath`.',
  Condition: 'In JSONPath that is `Variable` with a comparison, such as `StringEquals`.',
  Parameters: 'In JSONata that is `Arguments`.',
  InputPath: 'In JSONata, read `$states.input` where you need it.',
  OutputPath: 'In JSONata that is `Output`.',
  ResultPath: 'In JSONata that is `Output`, for example with `$merge`.',
  ResultSelector: 'In JSONata that is `Output`.',
  Result: 'In JSONata that is `Output`.',
  ItemsPath: 'In JSONata that is `Items`.',
}
