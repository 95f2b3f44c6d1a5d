import type { Instant, StorageRequest } from '@/lib/asl'
import type { Account } from '../create-account'
import type { Ids } from '../ids'
import { sdkCause } from '../sdk-error'
import { decisionFor, ownRole } from './admit'
import type { Permission } from './arn'
import { denialMessage } from './denial'
import { denialWords } from './denial-words'

/**
 * Why a map run may not read or write S3; undefined when it may. The sentence about writing was seen with aws-cdk
 * issue 32144; there it comes at the beginning of the map run, here when the results are written.
 */
export function storageDenial(
  request: StorageRequest,
  account: Account,
  roleArn: string,
  { at, ids }: { at: Instant; ids: Ids },
): string | undefined {
  const actor = ownRole(account, roleArn)
  const permission = permissionFor(request)
  const decision = decisionFor(actor, permission, at)
  if (decision.effect === 'Allow') return undefined
  const words = denialWords('s3', 'S3')
  const message = denialMessage(roleArn, permission, decision, ids, words)
  const cause = sdkCause('S3', { ...words, message, requestId: ids.uuid() })
  return request.action === 'putObject'
    ? `Failed to write a test manifest into the specified output bucket. Access denied. Ensure the correct permissions are added to your state machine's execution role. | Message from S3: ${cause}`
    : cause
}

function permissionFor(request: StorageRequest): Permission {
  const bucket = `arn:aws:s3:::${request.bucket}`
  switch (request.action) {
    case 'getObject': {
      const action = request.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion'
      return { action, resource: `${bucket}/${request.key}` }
    }
    case 'putObject':
      return { action: 's3:PutObject', resource: `${bucket}/${request.key}` }
    case 'listObjectsV2':
      return {
        action: 's3:ListBucket',
        resource: bucket,
        context: { 's3:prefix': request.prefix ?? '' },
      }
  }
}
