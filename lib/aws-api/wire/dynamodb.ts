import { isJsonObject } from '@/lib/json'
import { frameworkError, notSimulated, type WireAnswer, type WireService } from './answer'

/** DynamoDB: the operations that the simulated service has, in its own JSON. */
export const dynamoDb: WireService = async (sandbox, body, { operation }) => {
  if (!isJsonObject(body)) return frameworkError('SerializationException')
  const action = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`
  const reply = await sandbox.callService('dynamodb', action, body)
  if (reply.ok) return { ok: true, response: reply.response }
  if ('notSimulated' in reply) return notSimulated(reply.notSimulated)
  const { code, message, status, details } = reply.error
  return refusal(code, message, status, details)
}

function refusal(code: string, message: string, status: number, details = {}): WireAnswer {
  const type = `${namespaceOf(code)}#${code}`
  // Two of them are written with a capital letter.
  const member =
    code === 'SerializationException' || code === 'TransactionCanceledException' ? 'Message' : 'message'
  return { ok: false, error: { type, status, fields: { [member]: message, ...details } } }
}

function namespaceOf(code: string): string {
  switch (code) {
    case 'ValidationException':
      return 'com.amazon.coral.validate'
    case 'SerializationException':
      return 'com.amazon.coral.service'
    default:
      return 'com.amazonaws.dynamodb.v20120810'
  }
}
