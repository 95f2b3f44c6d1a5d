import { lazily } from '../operation'
import type { Service } from '../service'

const actions = [
  'getObject',
  'headObject',
  'putObject',
  'deleteObject',
  'deleteObjects',
  'copyObject',
  'listObjectsV2',
  'headBucket',
  'listBuckets',
] as const

const exceptions = new Set(['NoSuchKey', 'NoSuchBucket'])

/** S3 as tasks call it. There is no optimized integration. */
export const s3: Service = {
  sdkName: 's3',
  optimizedName: 's3',
  durationMs: 30,
  operations: lazily(actions, async () => (await import('./operations')).operations),
  words: {
    optimizedPrefix: 'S3',
    optimizedClient: 'Amazon S3',
    optimizedGeneral: 'AmazonS3Exception',
    sdkPrefix: 'S3',
    sdkAttempts: true,
    exceptionOf: (code) => (exceptions.has(code) ? `${code}Exception` : undefined),
  },
  // A body is written as JSON whatever it is: a string keeps its quotation marks, null is four letters (recorded
  // and seen, by their checksums).
  prepare: (action, parameters) => {
    const { Body } = parameters
    return action === 'putObject' && Body !== undefined
      ? { ...parameters, Body: JSON.stringify(Body) }
      : parameters
  },
  headers: () => ({}),
  /** S3 has two ids for each request. */
  requestId: ({ ids }) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz/+'
    const some = (length: number, kinds: number) =>
      Array.from({ length }, () => letters.charAt(ids.number() % kinds)).join('')
    return `${some(16, 36)}, Extended Request ID: ${some(76, 64)}`
  },
}
