import { choiceOperators, type QueryLanguage, suggestion } from '@/lib/asl'
import { childPointer, isJsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import { fieldFactsOf, fieldOwnerAt, optimizedParameters } from '@/lib/language'
import { Draft } from '@/lib/studio'
import { type Case, type Fix, fixBy, listedNames, parentOf } from './fix'
import { toJsonata } from './to-jsonata'

/** Fields that are missing, that do not belong here, or that belong to the other query language. */
export function fieldFixes(theCase: Case): Fix[] {
  const { diagnostic, said } = theCase
  const { path } = diagnostic
  switch (said?.name) {
    case 'fieldNotSupported':
      return notSupported(theCase, said.values.field ?? '')
    case 'fieldOfOtherLanguage':
      return otherLanguage(
        theCase,
        said.values.field ?? '',
        said.values.other === 'JSONata' ? 'JSONata' : 'JSONPath',
      )
    case 'fieldsRequired':
    case 'fieldRequired':
    case 'fieldIsRequired':
      return listedNames(said.values.fields ?? said.values.field).length === 1
        ? missing(theCase, said.values.fields ?? said.values.field ?? '')
        : missingAll(theCase, listedNames(said.values.fields))
    case 'payloadRequired':
      return missingPayload(theCase, parentOf(path).parent, said.values.field ?? '', said.values.arn ?? '')
    case 'onlyOneField':
      return tooMany(theCase, listedNames(said.values.fields))
    case 'oneSelector':
      return tooMany(theCase, listedNames(said.values.fields))
    default:
      return diagnostic.code === 'LIKELY_MISTAKE' &&
        diagnostic.message.includes('does nothing in an inline Map')
        ? fixBy(`Remove \`${parentOf(path).key}\``, theCase, (draft) => draft.remove(path))
        : []
  }
}

function notSupported(theCase: Case, field: string): Fix[] {
  const { path } = theCase.diagnostic
  const at = childPointer(path, field)
  const draft = new Draft(theCase.source)
  const present = draft.keys(path)
  const near = suggestion(
    field,
    namesAt(theCase, path).filter((name) => !present.includes(name)),
  )
  return [
    ...(near === undefined
      ? []
      : fixBy(`Change it to \`${near}\``, theCase, (one) => one.renameKey(at, near))),
    ...fixBy(`Remove \`${field}\``, theCase, (one) => one.remove(at)),
  ]
}

/** The fields that the object at a pointer may have. */
function namesAt({ source }: Case, pointer: JsonPointer): string[] {
  const { owner, language } = fieldOwnerAt(source, pointer)
  if (owner === undefined) return []
  const names = fieldFactsOf(owner, language).map(({ name }) => name)
  return owner === 'ChoiceRule' ? [...names, ...choiceOperators] : names
}

/** Fields that do the same in the other language. */
const counterparts: ReadonlyMap<string, string> = new Map([
  ['Parameters', 'Arguments'],
  ['Arguments', 'Parameters'],
  ['ItemsPath', 'Items'],
  ['SecondsPath', 'Seconds'],
  ['TimestampPath', 'Timestamp'],
  ['TimeoutSecondsPath', 'TimeoutSeconds'],
  ['HeartbeatSecondsPath', 'HeartbeatSeconds'],
  ['MaxConcurrencyPath', 'MaxConcurrency'],
  ['ErrorPath', 'Error'],
  ['CausePath', 'Cause'],
  ['Result', 'Output'],
])

/** `language` is the one that has the field; the object is in the other. */
function otherLanguage(theCase: Case, field: string, language: QueryLanguage): Fix[] {
  const { path } = theCase.diagnostic
  const at = childPointer(path, field)
  const draft = new Draft(theCase.source)
  const counterpart = counterparts.get(field)
  const written = draft.value(at)
  const value = language === 'JSONPath' && written !== undefined ? toJsonata(written) : written
  const isFree = counterpart !== undefined && !draft.has(childPointer(path, counterpart))
  return [
    ...(isFree && value !== undefined
      ? fixBy(`Change it to \`${counterpart}\``, theCase, (one) => {
          one.replace(at, value)
          one.renameKey(at, counterpart)
        })
      : []),
    ...(language === 'JSONata' ? inJsonata(theCase, path) : []),
    ...fixBy(`Remove \`${field}\``, theCase, (one) => one.remove(at)),
  ]
}

/** The state, or the definition, in JSONata instead. */
function inJsonata(theCase: Case, path: JsonPointer): Fix[] {
  const isState = fieldOwnerAt(theCase.source, path).isState
  if (!isState) return []
  const draft = new Draft(theCase.source)
  const at = childPointer(path, 'QueryLanguage')
  return fixBy('Write this state in JSONata', theCase, (one) =>
    draft.has(at)
      ? one.replace(at, 'JSONata')
      : one.addMember(path, 'QueryLanguage', 'JSONata', { after: 'Type' }),
  )
}

function missing(theCase: Case, field: string): Fix[] {
  const { path } = theCase.diagnostic
  const draft = new Draft(theCase.source)
  const near = suggestion(field, draft.keys(path))
  const value = firstValue(draft, path, field)
  return [
    ...(near === undefined
      ? []
      : fixBy(`Change \`${near}\` to \`${field}\``, theCase, (one) =>
          one.renameKey(childPointer(path, near), field),
        )),
    ...fixBy(`Add \`${field}\``, theCase, (one) => one.addMember(path, field, value)),
  ]
}

function missingAll(theCase: Case, fields: readonly string[]): Fix[] {
  const { path } = theCase.diagnostic
  const draft = new Draft(theCase.source)
  return fixBy(`Add ${fields.map((field) => `\`${field}\``).join(' and ')}`, theCase, (one) => {
    for (const field of fields) one.addMember(path, field, firstValue(draft, path, field))
  })
}

/** A value that is right often enough to begin with. */
function firstValue(draft: Draft, object: JsonPointer, field: string): JsonValue {
  switch (field) {
    case 'StartAt':
      return draft.keys(childPointer(object, 'States'))[0] ?? 'Begin'
    case 'States':
      return { [draft.string(childPointer(object, 'StartAt')) ?? 'Begin']: { Type: 'Pass', End: true } }
    case 'Type':
      return 'Pass'
    case 'ErrorEquals':
      return ['States.ALL']
    case 'ExecutionType':
      return 'STANDARD'
    case 'Next':
      return draft.keys(object.slice(0, object.lastIndexOf('/States/') + '/States'.length)).at(-1) ?? ''
    case 'Choices':
      return []
    default:
      return ''
  }
}

/** With the parameters that the integration cannot do without, to be filled in. */
function missingPayload(theCase: Case, state: JsonPointer, field: string, arn: string): Fix[] {
  const called = arn.split(':::')[1]?.split('.')[0] ?? ''
  const required = (optimizedParameters.get(called) ?? '').split(' ').filter((name) => name.endsWith('!'))
  const payload = Object.fromEntries(required.map((name) => [name.slice(0, -1), '']))
  return fixBy(`Add \`${field}\``, theCase, (draft) =>
    draft.addMember(state, field, payload, { after: 'Resource' }),
  )
}

function tooMany(theCase: Case, fields: readonly string[]): Fix[] {
  const { path } = theCase.diagnostic
  const draft = new Draft(theCase.source)
  const object = draft.value(path)
  const present = isJsonObject(object) ? fields.filter((name) => Object.hasOwn(object, name)) : []
  return present.length < 2
    ? []
    : present.flatMap((kept) =>
        fixBy(`Keep \`${kept}\` only`, theCase, (one) => {
          for (const name of present) if (name !== kept) one.remove(childPointer(path, name))
        }),
      )
}
