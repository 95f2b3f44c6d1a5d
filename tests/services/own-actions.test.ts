import { expect, test } from 'vitest'
import { simulatedActions } from '@/lib/services'
import { ownActions } from '@/lib/services/sdk-actions'

test('the list of simulated SDK actions is that of the services', () => {
  expect(ownActions().sort()).toEqual(simulatedActions.filter((name) => name.startsWith('aws-sdk:')).sort())
})
