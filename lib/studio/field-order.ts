import type { FieldOwner } from '@/lib/asl'

/**
 * The order in which fields are read best, and in which AWS's own examples have them: what is done, with what, what
 * becomes of it, what if it fails, what comes next.
 */
const ORDER =
  'Comment QueryLanguage Type StartAt ProcessorConfig Mode ExecutionType Resource Label ErrorEquals Variable And Or Not Condition InputPath ItemsPath Items ItemReader ReaderConfig ItemSelector ItemBatcher Parameters Arguments Credentials Result Seconds SecondsPath Timestamp TimestampPath Choices Default Branches ItemProcessor Iterator MaxConcurrency MaxConcurrencyPath ToleratedFailurePercentage ToleratedFailurePercentagePath ToleratedFailureCount ToleratedFailureCountPath TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath ResultWriter WriterConfig ResultSelector ResultPath Output OutputPath Assign Error ErrorPath Cause CausePath Retry IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Catch Next End'.split(
    ' ',
  )

/** At the top the machine itself comes last, behind what is said about it. */
const OF_MACHINE = 'Comment QueryLanguage Version TimeoutSeconds ProcessorConfig StartAt States'.split(' ')

export function fieldOrder(owner: FieldOwner): readonly string[] {
  return owner === 'StateMachine' || owner === 'Branch' || owner === 'ItemProcessor' ? OF_MACHINE : ORDER
}
