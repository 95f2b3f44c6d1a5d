import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { notSimulated } from './answer'
import { element, type QueryService, writtenError } from './query'
import { sqs } from './sqs'

/**
 * SQS's older protocol, a form in and XML out, as far as older clients need it for a callback: `GetQueueUrl`,
 * `SendMessage`, `ReceiveMessage` and `DeleteMessage`. (Debian's AWS CLI speaks nothing else with SQS.)
 */
const queryActions: readonly string[] = ['GetQueueUrl', 'SendMessage', 'ReceiveMessage', 'DeleteMessage']

/** A form as the JSON protocol would have sent it. */
function requestOfForm(form: URLSearchParams): JsonObject {
  const request = new Map<string, JsonValue>()
  for (const [name, value] of form) {
    if (!/^(Action|Version)$/.test(name) && !name.includes('.')) request.set(name, value)
  }
  const lists = {
    AttributeNames: numbered(form, 'AttributeName'),
    MessageAttributeNames: numbered(form, 'MessageAttributeName'),
    MessageSystemAttributeNames: numbered(form, 'MessageSystemAttributeName'),
  }
  for (const [name, values] of Object.entries(lists)) if (values.length > 0) request.set(name, values)
  const attributes = attributesIn(form)
  if (Object.keys(attributes).length > 0) request.set('MessageAttributes', attributes)
  return Object.fromEntries(request)
}

/** SQS takes ten names and ten attributes; a form that counts further is passed over. */
const COUNTED_TO = 50

function numbered(form: URLSearchParams, name: string): string[] {
  const values: string[] = []
  for (let number = 1; number <= COUNTED_TO; number++) {
    const value = form.get(`${name}.${number}`)
    if (value !== null) values.push(value)
  }
  return values
}

function attributesIn(form: URLSearchParams): JsonObject {
  const attributes: [string, JsonObject][] = []
  for (let number = 1; number <= COUNTED_TO; number++) {
    const part = (rest: string) => form.get(`MessageAttribute.${number}.${rest}`)
    const name = part('Name')
    if (name === null) continue
    const members = ['DataType', 'StringValue', 'BinaryValue'].flatMap((member): [string, string][] => {
      const value = part(`Value.${member}`)
      return value === null ? [] : [[member, value]]
    })
    attributes.push([name, Object.fromEntries(members)])
  }
  return Object.fromEntries(attributes)
}

const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/'

/** SQS by its older protocol. */
export const sqsByForm: QueryService = {
  name: 'sqs',
  async serve(sandbox, form, call) {
    const { operation } = call
    if (queryActions.includes(operation)) return sqs(sandbox, requestOfForm(form), call)
    return notSimulated(`${operation || 'a request without Action'} in SQS's query protocol`)
  },
  written(action, answer, requestId) {
    const id = element('RequestId', requestId)
    if (!answer.ok) return `<?xml version="1.0"?>${writtenError(NAMESPACE, answer, id, '<Detail/>')}`
    // Clients look for the result also where it is empty; only these have none.
    const result = WITHOUT_RESULT.has(action) ? '' : resultOf(action, answer.response)
    return `<?xml version="1.0"?><${action}Response xmlns="${NAMESPACE}">${result}<ResponseMetadata>${id}</ResponseMetadata></${action}Response>`
  },
}

const WITHOUT_RESULT = new Set(['DeleteMessage', 'DeleteQueue', 'PurgeQueue'])

function resultOf(action: string, response: JsonObject): string {
  return `<${action}Result>${Object.entries(response).map(memberOf).join('')}</${action}Result>`
}

/** Lists and maps lie flat, each entry under a name of its own. */
function memberOf([name, value]: [string, JsonValue]): string {
  if (name === 'Messages' && isJsonArray(value))
    return value.map((message) => nested('Message', message)).join('')
  if (name === 'Attributes' && isJsonObject(value)) return entries('Attribute', value)
  if (name === 'MessageAttributes' && isJsonObject(value)) return entries('MessageAttribute', value)
  return nested(name, value)
}

function nested(name: string, value: JsonValue): string {
  if (!isJsonObject(value)) return element(name, String(value))
  return `<${name}>${Object.entries(value).map(memberOf).join('')}</${name}>`
}

function entries(name: string, map: JsonObject): string {
  return Object.entries(map)
    .map(([key, value]) => `<${name}>${element('Name', key)}${nested('Value', value)}</${name}>`)
    .join('')
}
