import { operations } from '../operations'
import { ModelViolation } from '../parse-request'
import { Refused } from '../refused'
import { frameworkError, type WireAnswer, type WireService } from './answer'

/** Step Functions: a refusal is told under the namespace that AWS has for it (seen on AWS in September 2026). */
export const stepFunctions: WireService = async (sandbox, body, call) => {
  const operation = operations.get(call.operation)
  if (!operation) return frameworkError('UnknownOperationException')
  try {
    return { ok: true, response: await operation(sandbox, body, call) }
  } catch (thrown) {
    if (thrown instanceof Refused) return refusal(thrown)
    throw thrown
  }
}

function refusal(refused: Refused): WireAnswer {
  const { code, message, fields } = refused
  return { ok: false, error: { type: `${namespaceOf(refused)}#${code}`, message, fields, status: 400 } }
}

function namespaceOf(refused: Refused): string {
  if (refused instanceof ModelViolation) return 'com.amazon.coral.validate'
  if (refused.code === 'SerializationException') return 'com.amazon.coral.service'
  return 'com.amazonaws.swf.service.v2.model'
}
