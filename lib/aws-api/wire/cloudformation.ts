import { StackRefused, stackOperations } from '../cloudformation'
import { Refused } from '../refused'
import { notSimulated, type WireAnswer } from './answer'
import { nestedForm, type QueryService, writtenWithMembers } from './query'

/** CloudFormation, which has the query protocol alone. */
export const cloudFormation: QueryService = {
  name: 'cloudformation',
  async serve(sandbox, form, call) {
    const operation = stackOperations.get(call.operation)
    if (!operation) return notSimulated(`cloudformation:${call.operation}`)
    try {
      return { ok: true, response: await operation(sandbox, nestedForm(form), call) }
    } catch (thrown) {
      if (thrown instanceof StackRefused) return refusal(thrown.code, thrown.message, thrown.status)
      if (thrown instanceof Refused) return refusal('ValidationError', thrown.message, 400)
      throw thrown
    }
  },
  written: writtenWithMembers('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
}

function refusal(code: string, message: string, status: number): WireAnswer {
  return { ok: false, error: { type: code, message, status } }
}
