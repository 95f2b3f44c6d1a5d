import { isJsonObject, type JsonValue, ownMember } from '@/lib/json'
import type { Result } from '@/lib/result'

/** A definition that was found in a text, and what the text calls it. */
export interface Importable {
  /** The logical id in a template; absent where the text is the definition. */
  name?: string
  type: 'STANDARD' | 'EXPRESS'
  definition: string
}

/** The machines of a text, in its order; never empty. */
export type Exported = readonly Importable[]

/** UTF-8 of a text that is read; AWS takes definitions of 1 MiB, a template may have several. */
export const MOST_IMPORT_BYTES = 4 * 1024 * 1024

/** What aliases of a YAML text may come to, so that a short text cannot become an endless one. */
const ALIASES_AT_MOST = 100
const DEPTH_AT_MOST = 200

/**
 * Reads ASL in JSON or YAML, or the state machines of a CloudFormation or SAM template in either. A definition in JSON
 * comes back as it was written. The error is a sentence with the line, where there is one.
 */
export async function readImport(text: string): Promise<Result<Exported, string>> {
  if (new TextEncoder().encode(text).length > MOST_IMPORT_BYTES) {
    return refused('The text is larger than 4 MiB. Take out all but the definition.')
  }
  if (text.trim() === '') return refused('There is nothing to read yet.')
  const parsed = await readValue(text)
  if (!parsed.ok) return parsed
  const { value, isJson } = parsed.value
  if (!isJsonObject(value)) return refused('A definition is an object with StartAt and States; this is none.')
  if (isJsonObject(value.Resources)) return machinesOf(value.Resources)
  if (Array.isArray(value.events)) {
    return refused('This is the history of an execution. Open a machine and paste it under Compare.')
  }
  if (!('States' in value || 'StartAt' in value)) {
    return refused(
      'This has neither StartAt and States, as a definition has, nor Resources, as a template has.',
    )
  }
  return { ok: true, value: [{ type: 'STANDARD', definition: isJson ? text : printed(value) }] }
}

async function readValue(text: string): Promise<Result<{ value: JsonValue; isJson: boolean }, string>> {
  try {
    const value: JsonValue = JSON.parse(text)
    return depthOf(value) ? { ok: true, value: { value, isJson: true } } : tooDeep()
  } catch {
    return yamlValue(text)
  }
}

/** Short forms such as `!Ref` and `!GetAtt`, read as their long ones. */
async function yamlValue(text: string): Promise<Result<{ value: JsonValue; isJson: boolean }, string>> {
  const { parseDocument, isScalar, isCollection } = await import('yaml')
  const shortForms = SHORT_FORMS.flatMap((name) =>
    ([undefined, 'seq', 'map'] as const).map((collection) => ({
      tag: `!${name}`,
      ...(collection && { collection }),
      resolve: (found: unknown) => ({
        [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: isCollection(found)
          ? found.toJSON()
          : isScalar(found)
            ? found.value
            : found,
      }),
    })),
  )
  try {
    const document = parseDocument(text, { customTags: shortForms, prettyErrors: true, strict: true })
    const [problem] = document.errors
    if (problem) return refused(`Neither JSON nor YAML: ${problem.message.split('\n')[0]}`)
    const value: JsonValue = document.toJS({ maxAliasCount: ALIASES_AT_MOST })
    // What YAML has and JSON has not, such as dates, becomes what JSON makes of it; and circles show themselves.
    const plain: JsonValue = JSON.parse(JSON.stringify(value ?? null))
    return depthOf(plain) ? { ok: true, value: { value: plain, isJson: false } } : tooDeep()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return refused(
      /alias/i.test(why)
        ? 'Its aliases unfold to too much. Write it out without them.'
        : `It cannot be read: ${why}`,
    )
  }
}

const SHORT_FORMS = [
  'Ref',
  'Sub',
  'GetAtt',
  'Join',
  'Select',
  'Split',
  'ImportValue',
  'FindInMap',
  'If',
  'Condition',
  'Base64',
  'Cidr',
  'GetAZs',
  'Transform',
  'Equals',
  'And',
  'Or',
  'Not',
]

function machinesOf(resources: Readonly<Record<string, JsonValue>>): Result<Exported, string> {
  const machines: Importable[] = []
  let elsewhere: string | undefined
  for (const [name, resource] of Object.entries(resources)) {
    if (!isJsonObject(resource) || !isJsonObject(resource.Properties)) continue
    if (
      resource.Type !== 'AWS::StepFunctions::StateMachine' &&
      resource.Type !== 'AWS::Serverless::StateMachine'
    ) {
      continue
    }
    const { Properties: properties } = resource
    const text = definitionIn(properties)
    if (text === undefined) {
      elsewhere = name
      continue
    }
    const type = properties.StateMachineType ?? properties.Type
    machines.push({ name, type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD', definition: text })
  }
  if (machines.length > 0) return { ok: true, value: machines }
  return refused(
    elsewhere === undefined
      ? 'The template has no state machine.'
      : `The definition of ${elsewhere} is not in the template but in a file that it names. Open that file instead.`,
  )
}

/** `Definition`, `DefinitionBody` or `DefinitionString`, with its substitutions made where they are texts. */
function definitionIn(properties: Readonly<Record<string, JsonValue>>): string | undefined {
  const found = properties.Definition ?? properties.DefinitionBody ?? properties.DefinitionString
  const text = textOf(found)
  if (text === undefined) return undefined
  const substitutions = isJsonObject(properties.DefinitionSubstitutions)
    ? properties.DefinitionSubstitutions
    : {}
  return text.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) => {
    const put = ownMember(substitutions, name)
    return typeof put === 'string' ? JSON.stringify(put).slice(1, -1) : whole
  })
}

function textOf(found: JsonValue | undefined): string | undefined {
  if (typeof found === 'string') return found
  if (!isJsonObject(found)) return undefined
  const sub = found['Fn::Sub']
  if (typeof sub === 'string') return sub
  if (Array.isArray(sub) && typeof sub[0] === 'string') return sub[0]
  return 'Fn::Join' in found || 'Ref' in found ? undefined : printed(found)
}

function printed(value: JsonValue): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** Whether the value is no deeper than any definition needs to be. */
function depthOf(value: JsonValue, left = DEPTH_AT_MOST): boolean {
  if (value === null || typeof value !== 'object') return true
  return left > 0 && Object.values(value).every((member: JsonValue) => depthOf(member, left - 1))
}

function tooDeep(): Result<never, string> {
  return refused(`It nests deeper than ${DEPTH_AT_MOST} levels.`)
}

function refused(error: string): Result<never, string> {
  return { ok: false, error }
}
