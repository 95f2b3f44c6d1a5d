import { type IntegrationPattern, optimizedIntegrations } from '@/lib/asl'
import { serviceTitles } from './service-titles'

/**
 * Which patterns AWS offers for which task, by type of workflow. The rows of optimized integrations are those by
 * which the parser refuses definitions (`lib/asl`), so the table in a lesson cannot say anything else than the
 * interpreter does; a test goes through every cell.
 */
export interface SupportRow {
  /** What a task names: `sqs`, `aws-sdk`, a function's ARN, an activity's ARN. */
  id: string
  title: string
  kind: 'optimized' | 'aws-sdk' | 'lambda-arn' | 'activity'
  /** Actions of an optimized integration; `*` stands for any. */
  action: string
  patterns: readonly IntegrationPattern[]
  standard: boolean
  express: boolean
  source: string
  /** The day on which the row was last compared with its source. */
  checked: string
  /** Whether the row was read in its source; otherwise it is from memory. */
  verified: boolean
  /** Where sources disagree. */
  doubt?: string
}

export const patterns: readonly IntegrationPattern[] = [
  'requestResponse',
  'sync',
  'sync:2',
  'waitForTaskToken',
]

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg'
const CHECKED = '2026-11-22'

const doubts: Readonly<Record<string, string>> = {
  'bedrock:invokeModel':
    "The guide's summary marks .waitForTaskToken for Bedrock; its page on Bedrock and the CDK offer none.",
  'eks:call':
    "The guide's summary marks .waitForTaskToken for EKS; its page on EKS says that it is not supported.",
}

export const supportMatrix: readonly SupportRow[] = [
  ...[...optimizedIntegrations].flatMap(([id, actions]) =>
    [...actions].map(([action, offered]): SupportRow => optimizedRow(id, action, offered)),
  ),
  {
    id: 'aws-sdk',
    title: 'AWS SDK integrations',
    kind: 'aws-sdk',
    action: '*',
    patterns: ['requestResponse', 'waitForTaskToken'],
    standard: true,
    express: true,
    source: `${GUIDE}/supported-services-awssdk.html`,
    checked: CHECKED,
    verified: true,
  },
  {
    id: 'lambda-arn',
    title: 'A Lambda function by its ARN',
    kind: 'lambda-arn',
    action: '*',
    patterns: ['requestResponse'],
    standard: true,
    express: true,
    source: `${GUIDE}/connect-lambda.html`,
    checked: CHECKED,
    verified: true,
  },
  {
    id: 'activity',
    title: 'Activities',
    kind: 'activity',
    action: '*',
    patterns: ['requestResponse'],
    standard: true,
    express: false,
    source: `${GUIDE}/concepts-activities.html`,
    checked: CHECKED,
    verified: true,
  },
]

/** Whether AWS takes a task of this row with this pattern in a workflow of this type. */
export function isOffered(
  row: SupportRow,
  pattern: IntegrationPattern,
  type: 'STANDARD' | 'EXPRESS',
): boolean {
  if (!row.patterns.includes(pattern)) return false
  // An Express workflow answers within five minutes: it waits for no job, no token and no worker.
  return type === 'STANDARD' ? row.standard : row.express && pattern === 'requestResponse'
}

function optimizedRow(id: string, action: string, offered: readonly IntegrationPattern[]): SupportRow {
  const doubt = doubts[`${id}:${action}`]
  return {
    id,
    title: serviceTitles[id] ?? id,
    kind: 'optimized',
    action,
    patterns: offered,
    standard: true,
    express: true,
    source: `${GUIDE}/integrate-optimized.html`,
    checked: CHECKED,
    verified: doubt === undefined,
    ...(doubt !== undefined && { doubt }),
  }
}
