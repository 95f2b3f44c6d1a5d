import {
  type Admit,
  type ApiRequest,
  type ApiResponse,
  internalFailure,
  respond,
  serviceUnavailable,
} from '@/lib/aws-api'
import { type SignedRequest, verifySignature } from '@/lib/aws-api/server'
import { REGION } from '@/lib/services'
import { admittedBy } from './callers'
import { sandboxSession } from './session'
import { SandboxBusy } from './turns'

/** A request to the endpoint, as it came over the wire. */
export interface EndpointRequest extends SignedRequest, Omit<ApiRequest, 'receivedAt'> {}

/** Answers AWS's clients: whoever signs with a key of a sandbox is let into that one, and into no other. */
export async function answerClient(request: EndpointRequest): Promise<ApiResponse> {
  const receivedAt = Date.now()
  const admit: Admit = async (service) => {
    const verified = await verifySignature(request, {
      region: REGION,
      service,
      now: receivedAt,
      openingOf: (accessKeyId) =>
        admittedBy(accessKeyId, request.headers['x-amz-security-token'], receivedAt),
    })
    if (!verified.ok) return verified
    const { sandboxId, caller } = verified.opening
    return { ok: true, sandbox: await sandboxSession(sandboxId), caller }
  }
  try {
    return await respond({ ...request, receivedAt }, admit)
  } catch (error) {
    if (error instanceof SandboxBusy || isOverload(error)) return serviceUnavailable()
    console.error('A request to the endpoint failed:', error)
    return internalFailure()
  }
}

/**
 * The database had no connection or no time left: what was begun is undone, and asking again may help. (Prisma's codes
 * for its pool and its transactions, and what the driver's own pool says.)
 */
function isOverload(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return (
    code === 'P2024' ||
    code === 'P2028' ||
    String(message).startsWith('timeout exceeded when trying to connect')
  )
}
