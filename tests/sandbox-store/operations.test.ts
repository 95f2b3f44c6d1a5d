import { afterAll, beforeAll, vi } from 'vitest'
import { closeSandboxes, watchSandboxes } from '@/lib/sandbox-store/server'
import { withThrowAwayDatabase } from '../support/throw-away-database'

// The same tests by AWS's own clients that run on a sandbox in memory, on one in the database.
vi.mock('../support/in-memory-sandbox', () => import('../support/stored-sandbox'))

withThrowAwayDatabase()
beforeAll(watchSandboxes)
afterAll(closeSandboxes)

await import('../aws-api/operations/state-machines.test')
await import('../aws-api/operations/versions-and-aliases.test')
await import('../aws-api/operations/executions.test')
await import('../aws-api/operations/map-runs.test')
await import('../aws-api/operations/tasks.test')
await import('../aws-api/operations/tags.test')
await import('../aws-api/operations/paging.test')
await import('../aws-api/operations/definitions.test')
await import('../aws-api/operations/refusals.test')
await import('../aws-api/dynamodb.test')
await import('../aws-api/sqs.test')
await import('../aws-api/cloudformation.test')
