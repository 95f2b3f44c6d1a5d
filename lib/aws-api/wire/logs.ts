import { logOperations } from '../logs/operations'
import { ModelViolation } from '../parse-request'
import { Refused } from '../refused'
import { notSimulated, type WireService } from './answer'

/** CloudWatch Logs, as far as Step Functions writes there: histories of executions. */
export const logs: WireService = async (sandbox, body, call) => {
  const operation = logOperations.get(call.operation)
  if (!operation) return notSimulated(`logs:${call.operation}`)
  try {
    return { ok: true, response: await operation(sandbox, body, call) }
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    const { code, message } = thrown
    const type =
      thrown instanceof ModelViolation || code === 'InvalidToken' ? 'InvalidParameterException' : code
    return { ok: false, error: { type, message, status: 400 } }
  }
}
