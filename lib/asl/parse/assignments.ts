import { childPointer, type JsonValue } from '@/lib/json'
import { type AwsWords, aws } from './aws-messages'
import { object, type Site } from './decode'
import type { FieldReader } from './field-reader'
import type { Assignment, QueryLanguage, Template } from './state-machine'
import { template } from './templates'

/** AWS's limit for the name of a variable. */
const MAX_NAME_LENGTH = 80

/** `Assign`: variables and the templates of their values. */
export function assignments(fields: FieldReader, language: QueryLanguage): readonly Assignment[] {
  const members = fields.read('Assign', object)
  const site = fields.site('Assign')
  const values = members && template(language)(members, site)
  if (!members || !values) return []
  return entries(values).map(({ key: name, value }) => {
    const at = childPointer(site.at, Object.hasOwn(members, name) ? name : `${name}.$`)
    checkName(name, { ...site, at })
    return { name, at, value }
  })
}

function entries(read: Template): readonly { key: string; value: Template }[] {
  if (read.kind === 'Object') return read.entries
  const value: JsonValue = read.kind === 'Literal' ? read.value : null
  return Object.entries(value ?? {}).map(([key, member]) => ({
    key,
    value: { kind: 'Literal', value: member },
  }))
}

function checkName(name: string, site: Site): void {
  const problem = nameProblem(name)
  if (problem) site.report({ ...problem, path: site.at, mark: { kind: 'Key', at: site.at } })
}

type NameProblem = (AwsWords | { code: 'INVALID_VARIABLE_NAME'; message: string }) & { hint: string }

function nameProblem(name: string): NameProblem | undefined {
  if (name === 'states') {
    return { ...aws('variableReserved'), hint: '`$states` belongs to Step Functions. Choose another name.' }
  }
  if (!/^\p{ID_Start}\p{ID_Continue}*$/u.test(name)) {
    return {
      ...aws('variableInvalid', { name }),
      hint: 'A name begins with a letter and goes on with letters, digits and `_`.',
    }
  }
  if ([...name].length <= MAX_NAME_LENGTH) return undefined
  return {
    code: 'INVALID_VARIABLE_NAME',
    message: `The name of a variable has at most ${MAX_NAME_LENGTH} characters; this one has ${[...name].length}.`,
    hint: 'Choose a shorter name.',
  }
}
