import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import type { Call } from '../operations/operation'
import type { SandboxSession } from '../sandbox'
import type { WireAnswer } from './answer'

/** A service of AWS's query protocol: a form comes in, XML goes out. */
export interface QueryService {
  /** As credentials name it. */
  name: 'cloudformation' | 'sqs' | 'sts'
  serve: (sandbox: SandboxSession, form: URLSearchParams, call: Call) => Promise<WireAnswer>
  /** The XML of an answer. */
  written: (action: string, answer: WireAnswer, requestId: string) => string
}

/** No request of these services has lists that are longer, or members that lie deeper. */
const LONGEST_LIST = 200
const DEEPEST = 6

type Branch = Map<string, Branch | string>

/** `Tags.member.1.Key=a` as `{ Tags: [{ Key: 'a' }] }`; what counts or nests beyond all bounds is passed over. */
export function nestedForm(form: URLSearchParams): JsonObject {
  const root: Branch = new Map()
  for (const [name, value] of form) {
    const path = name.split('.')
    if (name !== 'Action' && name !== 'Version' && path.length <= DEEPEST) put(root, path, value)
  }
  return objectOf(root)
}

function put(branch: Branch, [step = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    branch.set(step, value)
    return
  }
  const known = branch.get(step)
  const next: Branch = known instanceof Map ? known : new Map()
  branch.set(step, next)
  put(next, rest, value)
}

function jsonOf(branch: Branch | string): JsonValue {
  if (typeof branch === 'string') return branch
  const members = branch.get('member')
  if (!(members instanceof Map)) return objectOf(branch)
  return [...members]
    .filter(([number]) => /^\d{1,3}$/.test(number) && Number(number) <= LONGEST_LIST)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, member]) => jsonOf(member))
}

function objectOf(branch: Branch): JsonObject {
  return Object.fromEntries([...branch].map(([name, member]) => [name, jsonOf(member)]))
}

/** Answers under a namespace, with lists of `member`s. */
export function writtenWithMembers(namespace: string): QueryService['written'] {
  return (action, answer, requestId) => {
    const id = element('RequestId', requestId)
    if (!answer.ok) return writtenError(namespace, answer, id)
    const result = `<${action}Result>${membersOf(answer.response)}</${action}Result>`
    return `<${action}Response xmlns="${namespace}">${result}<ResponseMetadata>${id}</ResponseMetadata></${action}Response>`
  }
}

export function writtenError(
  namespace: string,
  { error }: Extract<WireAnswer, { ok: false }>,
  requestIdElement: string,
  detail = '',
): string {
  const { queryCode, type, message = '', status } = error
  const code = queryCode ?? type.slice(type.indexOf('#') + 1)
  const told = [
    element('Type', status < 500 ? 'Sender' : 'Receiver'),
    element('Code', code),
    element('Message', message),
    detail,
  ].join('')
  return `<ErrorResponse xmlns="${namespace}"><Error>${told}</Error>${requestIdElement}</ErrorResponse>`
}

function membersOf(object: JsonObject): string {
  return Object.entries(object)
    .map(([name, value]) => `<${name}>${inside(value)}</${name}>`)
    .join('')
}

function inside(value: JsonValue): string {
  if (isJsonArray(value)) return value.map((one) => `<member>${inside(one)}</member>`).join('')
  return isJsonObject(value) ? membersOf(value) : escaped(String(value))
}

export function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

/** What XML 1.0 has no way to write is left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"'\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
}
