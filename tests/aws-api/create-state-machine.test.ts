import { expect, test } from 'vitest'
import { createStateMachine } from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'

const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })
const request: JsonObject = { name: 'orders', definition, roleArn: 'arn:aws:iam::123456789012:role/orders' }

test('a request that is in order', () => {
  expect(createStateMachine(request)).toMatchObject({
    name: 'orders',
    type: 'STANDARD',
    roleArn: request.roleArn,
    machine: { startAt: 'A' },
  })
  expect(createStateMachine({ ...request, type: 'EXPRESS' })).toMatchObject({ type: 'EXPRESS' })
})

test.each<[string, JsonObject, string, string]>([
  ['a blank in the name', { name: 'my orders' }, 'InvalidName', "Invalid Name: 'my orders'"],
  ['a slash in the name', { name: 'a/b' }, 'InvalidName', "Invalid Name: 'a/b'"],
  ['another ARN', { roleArn: 'orders' }, 'InvalidArn', "Invalid Role Arn: 'orders'"],
  [
    'a long name',
    { name: 'x'.repeat(81) },
    'ValidationException',
    `1 validation error detected: Value '${'x'.repeat(81)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
  ],
  [
    'all errors of the definition in one sentence, without its warnings',
    {
      definition: JSON.stringify({
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Parameters: { path: '$.a' }, Next: 'B' },
          C: { Type: 'Pass', End: true },
        },
      }),
    },
    'InvalidDefinition',
    `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C'`,
  ],
  [
    'an error without a place',
    { definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}' },
    'InvalidDefinition',
    "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
  ],
])('%s', (_name, change, code, message) => {
  expect(createStateMachine({ ...request, ...change })).toEqual({ error: { code, message } })
})
