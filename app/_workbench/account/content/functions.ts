import { type InvocationView, secretHider } from '@/lib/sandbox'
import { meaningOf } from '../../results/plain-failure'
import { failedLine } from '../../timeline/handler-report'
import { spokenDuration } from '../../timeline/spoken-duration'
import {
  type Detail,
  type Entry,
  type Mark,
  namesIn,
  ownMember,
  type Resource,
  type Sources,
} from './resource'
import { changeOf, counted, listed, since } from './words'

const ENDINGS: Readonly<Record<InvocationView['ending']['kind'], Mark>> = {
  Returned: { glyph: 'good', words: 'Returned' },
  Threw: { glyph: 'bad', words: 'Threw' },
  Exited: { glyph: 'bad', words: 'Ended by Lambda' },
  TimedOut: { glyph: 'bad', words: 'Timed out' },
  OutOfMemory: { glyph: 'bad', words: 'Out of memory' },
}

/** The functions, with each invocation, what it logged, and why it failed. */
export function functions(sources: Sources): readonly Resource[] {
  const { setup, before, now } = sources
  const hide = secretHider(setup.connections)
  return namesIn(setup.functions, now.functions).map((name) => {
    const { invocations = 0, runs = [] } = ownMember(now.functions, name) ?? {}
    const {
      timeoutSeconds = 3,
      memoryMiB = 128,
      coldStartMs = 0,
      source,
    } = ownMember(setup.functions, name) ?? {}
    const failed = runs.filter(({ ending }) => ending.kind !== 'Returned')
    const entries = runs.map((run, index) => entry(run, index, hide, sources))
    const line = entries.find(({ failure }) => failure?.line !== undefined)?.failure?.line
    const made = invocations - (before ? (ownMember(before.functions, name)?.invocations ?? 0) : invocations)
    return {
      key: `function ${name}`,
      name,
      facts: [
        `timeout ${timeoutSeconds} s`,
        `memory ${memoryMiB} MiB`,
        ...(coldStartMs > 0 ? [`cold start ${spokenDuration(coldStartMs)}`] : []),
      ],
      count: counted(invocations, 'invocation'),
      ...changeOf(
        failed.length > 0 ? 'bad' : 'changed',
        made > 0 && `${made} new`,
        failed.length > 0 && `${failed.length} failed`,
      ),
      entries,
      empty: 'Not invoked. A task runs it by its ARN or by lambda:invoke.',
      ...(source !== undefined && {
        code: { text: source, ...(line !== undefined && { failedLine: line }) },
      }),
    }
  })
}

function entry(run: InvocationView, index: number, hide: (text: string) => string, sources: Sources): Entry {
  const { requestId, startedAt, durationMs, version, ending, logs } = run
  return {
    key: requestId,
    title: `Invocation ${index + 1}`,
    mark: ENDINGS[ending.kind],
    note: listed(
      `at ${since(startedAt, sources)}`,
      `took ${spokenDuration(durationMs)}`,
      version !== '$LATEST' && `version ${version}`,
      `request ${requestId}`,
    ),
    log: logs.map(({ level, text }) => ({ level, text: hide(text) })),
    ...(ending.kind !== 'Returned' && { failure: failureOf(ending), details: () => traceOf(ending) }),
  }
}

const WHERE = {
  Threw: 'In',
  Exited: 'In',
  TimedOut: 'It was last seen at work in',
  OutOfMemory: 'There was no more in',
} as const

type BadEnding = Exclude<InvocationView['ending'], { kind: 'Returned' }>

function failureOf(ending: BadEnding): NonNullable<Entry['failure']> {
  const { kind, errorType, errorMessage, trace } = ending
  const line = ending.line ?? failedLine(trace)
  return {
    error: errorType,
    message: errorMessage,
    ...(line !== undefined && { line, where: `${WHERE[kind]} line ${line} of its code, marked below.` }),
    help: meaningOf({ error: errorType }),
  }
}

function traceOf({ trace = [] }: BadEnding): readonly Detail[] {
  return trace.length > 0 ? [{ kind: 'text', label: 'Stack trace', text: trace.join('\n') }] : []
}
