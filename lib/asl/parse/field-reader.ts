import { childPointer, type JsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import { type Decoder, listed, type Site } from './decode'
import { type FieldOwner, fields, fieldsOf } from './fields'
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
      const isForeign = field?.language !== undefined && field.language !== language
      if (!field) this.#unknown(name, owner, language, alsoKnown)
      else if (isForeign) this.#otherLanguage(name, language)
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

  /** Whether one of the absent fields was written in another case; that was reported as an unknown field. */
  isMisspelled(...names: readonly string[]): boolean {
    const wanted = names.map((name) => name.toLowerCase())
    return Object.keys(this.object).some((name) => wanted.includes(name.toLowerCase()))
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

  #unknown(name: string, owner: FieldOwner, language: QueryLanguage, alsoKnown: readonly string[]): void {
    this.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
      message: `Field '${name}' is not supported`,
      wording: 'aws',
      hint: () => unknownHint(name, owner, language, alsoKnown),
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

/** Where the field belongs, or what it was meant to be. */
function unknownHint(
  name: string,
  owner: FieldOwner,
  language: QueryLanguage,
  alsoKnown: readonly string[],
): string {
  const special = misplaced[`${owner}.${name}`]
  if (special !== undefined) return special
  const owners = stateOwners.filter((one) => fieldsOf(one, language).some((field) => field.name === name))
  if (owners.length > 0) return `${kindNames[owner]} has no such field; it belongs to ${listed(owners)}.`
  const near = suggestion(name, [...fieldsOf(owner, language).map((field) => field.name), ...alsoKnown])
  return near === undefined
    ? `${kindNames[owner]} has no such field. Remove it.`
    : `Did you mean \`${near}\`?`
}

const stateOwners = ['Task', 'Parallel', 'Map', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'] as const

/** Fields that are often put where they look right. */
const misplaced: Readonly<Record<string, string>> = {
  'Choice.Next': 'Every rule has its own `Next`; `Default` says where to go when no rule holds.',
  'Choice.End': 'A Choice state always goes on. Lead a rule or `Default` to a Succeed state.',
  'Succeed.End': 'A Succeed state is always the last. Remove `End`.',
  'Succeed.Next': 'A Succeed state is always the last. Use a Pass state to go on.',
  'Fail.End': 'A Fail state is always the last. Remove `End`.',
  'Fail.Next': 'A Fail state is always the last. Use a Pass state to go on.',
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
