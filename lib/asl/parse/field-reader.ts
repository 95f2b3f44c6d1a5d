import { childPointer, type JsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import { aws } from './aws-messages'
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

  /**
   * Reports every field that does not belong here, and those required and absent. Fields of the other language pass
   * where `anyLanguage` says that the language itself was refused.
   */
  expect(
    owner: FieldOwner,
    language: QueryLanguage,
    alsoKnown: readonly string[] = [],
    anyLanguage = false,
  ): void {
    const known = fields[owner]
    for (const name of Object.keys(this.object)) {
      if (alsoKnown.includes(name)) continue
      const field = known.find((one) => one.name === name)
      const isForeign = field?.language !== undefined && field.language !== language
      if (!field) this.#unknown(name, owner, language, alsoKnown)
      else if (isForeign && !anyLanguage) this.otherLanguage(name, language)
    }
    this.require(
      ...known
        .filter(({ isRequired, language: only }) => isRequired && (only === undefined || only === language))
        .map(({ name }) => name)
        // AWS names them in this order (recorded by LocalStack's tests of ValidateStateMachineDefinition).
        .sort((one, other) => Number(other === 'States') - Number(one === 'States')),
    )
  }

  require(...names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name))
    if (missing.length === 0) return
    this.report({
      ...aws('fieldsRequired', { fields: missing.join(', ') }),
      path: this.at,
      mark: { kind: 'Key', at: this.at },
      hint: () => this.#missingHint(missing),
    })
  }

  /**
   * Reports when more than one of the given fields is there. They are listed as given: in AWS's order. True when at
   * least one is there.
   */
  exclusive(...names: readonly string[]): boolean {
    const present = names.filter((name) => this.has(name))
    const [first, second] = present.sort((one, other) => this.#order(one) - this.#order(other))
    if (first === undefined || second === undefined) return present.length > 0
    this.report({
      ...aws('onlyOneField', { fields: names.join(', ') }),
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, second) },
      hint: `\`${second}\` and \`${first}\` exclude each other. Keep one of them.`,
    })
    return true
  }

  /** As `exclusive`, and one of the fields has to be there; `purpose` says what for. */
  exactlyOne(names: readonly string[], purpose: string): void {
    if (this.exclusive(...names)) return
    this.report({
      ...aws('oneField', { fields: names.join(', ') }),
      path: this.at,
      mark: { kind: 'Key', at: this.at },
      hint: () => {
        const near = names.map((name) => suggestion(name, Object.keys(this.object))).find(Boolean)
        return near === undefined ? purpose : `${purpose} There is \`${near}\`.`
      },
    })
  }

  #order(name: string): number {
    return Object.keys(this.object).indexOf(name)
  }

  #unknown(name: string, owner: FieldOwner, language: QueryLanguage, alsoKnown: readonly string[]): void {
    this.report({
      ...aws('fieldNotSupported', { field: name }),
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
      hint: () => unknownHint(name, owner, language, alsoKnown),
    })
  }

  /** A field that there is, but not here. */
  notSupported(name: string, hint: string): void {
    if (!this.has(name)) return
    this.report({
      ...aws('fieldNotSupported', { field: name }),
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
      hint,
    })
  }

  /** AWS puts it at the object, not at the field. */
  otherLanguage(name: string, language: QueryLanguage): void {
    this.report({
      ...aws('fieldOfOtherLanguage', { language, field: name, other: other(language) }),
      path: this.at,
      mark: { kind: 'Key', at: childPointer(this.at, name) },
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
  ProcessorConfig: 'A ProcessorConfig',
  ItemReader: 'An ItemReader',
  ReaderConfig: 'A ReaderConfig',
  ItemBatcher: 'An ItemBatcher',
  ResultWriter: 'A ResultWriter',
  WriterConfig: 'A WriterConfig',
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
