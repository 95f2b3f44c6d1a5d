import { isJsonObject, type JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import type { Entry, Resource, Sources } from './resource'
import { counted } from './words'

type RoleSetup = NonNullable<AccountSetup['role']>

/** The role of the state machine and those that a task may assume, with their policies. */
export function roles({ setup }: Sources): readonly Resource[] {
  const { role, roles: others = {} } = setup
  return [
    ...(role ? [resource('role', 'Role of the state machine', role)] : []),
    ...Object.entries(others).map(([name, other]) => resource(`role ${name}`, name, other)),
  ]
}

function resource(key: string, name: string, { policies, boundary, trust }: RoleSetup): Resource {
  const documents = [
    ...policies.map((policy, index) => entry(`Policy ${index + 1}`, policy)),
    ...(boundary ? [entry('Permissions boundary', boundary)] : []),
    ...(trust ? [entry('Trust policy', trust)] : []),
  ]
  return {
    key,
    name,
    facts: [],
    count: counted(policies.length, 'policy', 'policies'),
    entries: documents,
    empty: 'It has no policy, so it may do nothing.',
  }
}

function entry(title: string, document: RoleSetup['policies'][number]): Entry {
  const value: JsonValue = JSON.parse(JSON.stringify(document))
  const statements = isJsonObject(value) ? [value.Statement].flat().length : 0
  return {
    key: title,
    title,
    note: counted(statements, 'statement'),
    details: () => [{ kind: 'json', label: title, value }],
  }
}
