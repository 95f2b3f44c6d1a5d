import * as z from 'zod/mini'
import { type JsonObject, jsonEquals } from '@/lib/json'
import { optional, text, whole } from '../members'
import { refuse } from '../refused'
import type { Revision } from '../sandbox'

const logging = z.object({
  level: optional(z.enum(['ALL', 'ERROR', 'FATAL', 'OFF'])),
  includeExecutionData: optional(z.boolean()),
  destinations: optional(
    z.array(
      z.object({ cloudWatchLogsLogGroup: optional(z.object({ logGroupArn: optional(text(1, 256)) })) }),
    ),
  ),
})
const tracing = z.object({ enabled: optional(z.boolean()) })
export const encryption = z.object({
  kmsKeyId: optional(text(1, 2048)),
  kmsDataKeyReusePeriodSeconds: optional(whole(60, 900)),
  type: z.enum(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY']),
})

/** What a machine has besides its definition and role. Kept and told; logs, traces and keys are not simulated. */
export const settingsMembers = {
  loggingConfiguration: optional(logging),
  tracingConfiguration: optional(tracing),
  encryptionConfiguration: optional(encryption),
}

type Given = z.infer<z.ZodMiniObject<typeof settingsMembers>>
export type Settings = Pick<
  Revision,
  'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'
>

/** The settings of a request, checked as AWS does; those that it leaves out stay as they were. @throws Refused */
export function settingsOf(request: Given, before: Settings = {}): Settings {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = request
  if (loggingConfiguration) checkLogging(loggingConfiguration)
  if (encryptionConfiguration) checkEncryption(encryptionConfiguration)
  return {
    ...before,
    ...(loggingConfiguration && { loggingConfiguration }),
    ...(tracingConfiguration && { tracingConfiguration }),
    ...(encryptionConfiguration && { encryptionConfiguration }),
  }
}

/** As a machine is described: with what AWS puts in where nothing was said (recorded). */
export function describedSettings(settings: Settings): JsonObject {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = settings
  return {
    loggingConfiguration: { level: 'OFF', includeExecutionData: false, ...loggingConfiguration },
    tracingConfiguration: { enabled: false, ...tracingConfiguration },
    encryptionConfiguration: encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
  }
}

/** A level other than OFF needs one log group; nothing may have two (recorded). */
function checkLogging({ level = 'OFF', destinations = [] }: z.infer<typeof logging>): void {
  const groups = destinations.filter((one) => one.cloudWatchLogsLogGroup?.logGroupArn !== undefined)
  if (destinations.length === 0 && level === 'OFF') return
  if (destinations.length === 1 && groups.length === 1) return
  refuse(
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  )
}

function checkEncryption({ type, kmsKeyId }: z.infer<typeof encryption>): void {
  if (type === 'CUSTOMER_MANAGED_KMS_KEY' && kmsKeyId === undefined) {
    refuse(
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration: a customer managed key needs a kmsKeyId.',
    )
  }
}

/** Same settings, whether said or left out. */
export function sameSettings(one: Settings, other: Settings): boolean {
  return jsonEquals(describedSettings(one), describedSettings(other))
}
