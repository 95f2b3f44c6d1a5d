import type {
  DescribeExecutionCommandOutput,
  GetExecutionHistoryCommandInput,
  HistoryEvent,
  SFNClient,
} from '@aws-sdk/client-sfn'
import type { Failure, Instant } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import { errorText, isNamed } from './errors'
import { type Pace, patiently, type Rhythm, until } from './patience'
import { isNoExecution, isNoMachine, stopExecution } from './state-machines'

/** What AWS says of an execution that has ended, or that we stopped. */
export interface EndedOnAws {
  executionArn: string
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  startDate?: Instant
  stopDate?: Instant
  /** JSON text. */
  output?: string
  failure?: Failure
  /** It was still running after so many seconds, so we stopped it. */
  stoppedAfterSeconds?: number
}

/** A machine or an execution that was just made may not be known to the server that is asked next. */
const NEW_RHYTHM: Rhythm = { firstMs: 300, longestMs: 3_000, forMs: 30_000 }
/** After StopExecution. */
const STOP_RHYTHM: Rhythm = { firstMs: 300, longestMs: 2_000, forMs: 30_000 }

/** Starts an execution. The name makes it idempotent: said again with the same input, it is the same execution. */
export async function startExecution(
  sfn: SFNClient,
  start: { stateMachineArn: string; name: string; input: JsonValue },
  pace: Pace,
): Promise<string> {
  const { StartExecutionCommand } = await import('@aws-sdk/client-sfn')
  const { stateMachineArn, name, input } = start
  const { executionArn } = await patiently(
    () => sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })),
    isNoMachine,
    NEW_RHYTHM,
    pace,
  ).catch((error) => {
    // Where starting is not idempotent: asked twice after a lost answer, and the first time it began.
    if (!isNamed(error, 'ExecutionAlreadyExists')) throw error
    return { executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}` }
  })
  if (!executionArn) throw new Error('The server started the execution, but gave it no ARN.')
  return executionArn
}

/**
 * Waits for the end of an execution by asking, and stops it when it takes longer than it may.
 *
 * @throws when it cannot be asked about, or does not even stop
 */
export async function awaitExecution(
  sfn: SFNClient,
  executionArn: string,
  { limitSeconds, pace }: { limitSeconds: number; pace: Pace },
): Promise<EndedOnAws> {
  const rhythm = { firstMs: 250, longestMs: 2_500, forMs: limitSeconds * 1000 }
  const ended = await until(() => endOf(sfn, executionArn, pace), rhythm, pace)
  if (ended) return ended
  await stopExecution(sfn, executionArn, `It had not ended after ${limitSeconds} s.`)
  const stopped = await until(() => endOf(sfn, executionArn, pace), STOP_RHYTHM, pace)
  if (!stopped) throw new Error('The execution did not end, and did not let itself be stopped.')
  // It may have ended by itself in the last moment; then nothing was stopped.
  return stopped.status === 'ABORTED' ? { ...stopped, stoppedAfterSeconds: limitSeconds } : stopped
}

async function endOf(sfn: SFNClient, executionArn: string, pace: Pace): Promise<EndedOnAws | undefined> {
  const { DescribeExecutionCommand } = await import('@aws-sdk/client-sfn')
  const described = await patiently(
    () => sfn.send(new DescribeExecutionCommand({ executionArn })),
    isNoExecution,
    NEW_RHYTHM,
    pace,
  )
  const { status } = described
  if (status !== 'SUCCEEDED' && status !== 'FAILED' && status !== 'TIMED_OUT' && status !== 'ABORTED')
    return undefined
  return { executionArn, status, ...datesOf(described), ...endingOf(described) }
}

function endingOf({
  output,
  error,
  cause,
}: DescribeExecutionCommandOutput): Pick<EndedOnAws, 'output' | 'failure'> {
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
  return {
    ...(output !== undefined && { output }),
    ...(Object.keys(failure).length > 0 && { failure }),
  }
}

function datesOf({
  startDate,
  stopDate,
}: DescribeExecutionCommandOutput): Pick<EndedOnAws, 'startDate' | 'stopDate'> {
  const at = (date: Date | undefined) => {
    const instant = date?.getTime()
    return instant === undefined || Number.isNaN(instant) ? undefined : instant
  }
  const [started, stopped] = [at(startDate), at(stopDate)]
  return {
    ...(started !== undefined && { startDate: started }),
    ...(stopped !== undefined && { stopDate: stopped }),
  }
}

/** More pages than a history of 25,000 events has, were they of ten events each. */
const MOST_PAGES = 2_500

/**
 * All events, page by page. A history whose last event is not there yet is asked for again: AWS keeps it apart from the
 * execution's status, and both are known everywhere only after a moment.
 *
 * @returns the events as the SDK gives them, or a sentence that says why there are none
 */
export async function historyOf(
  sfn: SFNClient,
  executionArn: string,
  pace: Pace,
): Promise<{ ok: true; events: HistoryEvent[] } | { ok: false; because: string }> {
  let last: HistoryEvent[] = []
  try {
    const whole = await until(
      async () => {
        last = await pagesOf(sfn, executionArn, pace)
        return last.some(({ type }) => isEnd(type)) ? last : undefined
      },
      { firstMs: 300, longestMs: 2_000, forMs: 10_000 },
      pace,
    )
    return { ok: true, events: whole ?? last }
  } catch (error) {
    return { ok: false, because: `the server gave no history (${errorText(error)})` }
  }
}

async function pagesOf(sfn: SFNClient, executionArn: string, pace: Pace): Promise<HistoryEvent[]> {
  const { GetExecutionHistoryCommand } = await import('@aws-sdk/client-sfn')
  const events: HistoryEvent[] = []
  let nextToken: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { executionArn, maxResults: 1000, ...(nextToken && { nextToken }) }
    // The data are there unless they are refused; who does not know the member may refuse the request for it.
    const send = (input: GetExecutionHistoryCommandInput) =>
      patiently(() => sfn.send(new GetExecutionHistoryCommand(input)), isNoExecution, NEW_RHYTHM, pace)
    const answer = await send({ ...asked, includeExecutionData: true }).catch((error) => {
      if (!/includeExecutionData/i.test(errorText(error))) throw error
      return send(asked)
    })
    events.push(...(answer.events ?? []))
    // A page may be empty and yet not be the last; a token that leads to itself leads nowhere.
    if (!answer.nextToken || answer.nextToken === nextToken) return distinct(events)
    nextToken = answer.nextToken
  }
  throw new Error('its pages have no end')
}

/** Each event once, where a server gives the same page to whatever token. */
function distinct(events: readonly HistoryEvent[]): HistoryEvent[] {
  const known = new Set<number>()
  return events.filter(({ id }) => {
    if (id === undefined) return true
    if (known.has(id)) return false
    known.add(id)
    return true
  })
}

function isEnd(type: string | undefined): boolean {
  return /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type ?? '')
}
