import { ownMember } from '@/lib/json'
import { type AccountSetup, type InvocationView, secretHider } from '@/lib/sandbox'
import { meaningOf } from '../../results/plain-failure'
import { failedLine } from '../../timeline/handler-report'
import { spokenDuration } from '../../timeline/spoken-duration'
import { type Detail, type Entry, type Mark, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, since } from './words'

type FunctionSetup = NonNullable<AccountSetup['functions']>[string]

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
    const made = ownMember(setup.functions, name)
    const { timeoutSeconds = 3, memoryMiB = 128, coldStartMs = 0 } = made ?? {}
    const failed = runs.filter(({ ending }) => ending.kind !== 'Returned').length
    const earlier = before ? (ownMember(before.functions, name)?.invocations ?? 0) : invocations
    const added = invocations - earlier
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
        failed > 0 ? 'bad' : 'changed',
        added > 0 && `${added} new`,
        failed > 0 && `${failed} failed`,
      ),
      entries: runs.map((run, index) => entry(run, index, hide, sources)),
      empty: 'Not invoked. A task runs it by its ARN or by lambda:invoke.',
      ...(made && { code: codeOf(made, runs, hide) }),
    }
  })
}

/** The code of the version that failed first, with every line in which it failed; else that of `$LATEST`. */
function codeOf(
  { source, versions }: FunctionSetup,
  runs: readonly InvocationView[],
  hide: (text: string) => string,
): NonNullable<Resource['code']> {
  const failures = runs.flatMap(({ version, ending }) => {
    const line = ending.kind === 'Returned' ? undefined : lineOf(ending)
    return line === undefined ? [] : [{ version, line }]
  })
  const version = failures[0]?.version ?? '$LATEST'
  return {
    text: hide(ownMember(versions, version)?.source ?? source),
    failedLines: failures.filter((one) => one.version === version).map(({ line }) => line),
  }
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
    ...(ending.kind !== 'Returned' && {
      failure: failureOf(ending, hide),
      details: () => traceOf(ending, hide),
    }),
  }
}

const WHERE = {
  Threw: 'In',
  Exited: 'In',
  TimedOut: 'It was last seen at work in',
  OutOfMemory: 'There was no more in',
} as const

type BadEnding = Exclude<InvocationView['ending'], { kind: 'Returned' }>

function lineOf({ line, trace }: BadEnding): number | undefined {
  return line ?? failedLine(trace)
}

function failureOf(ending: BadEnding, hide: (text: string) => string): NonNullable<Entry['failure']> {
  const { kind, errorType, errorMessage } = ending
  const line = lineOf(ending)
  return {
    error: errorType,
    message: hide(errorMessage),
    ...(line !== undefined && { where: `${WHERE[kind]} line ${line} of its code, marked below.` }),
    help: meaningOf({ error: errorType }),
  }
}

function traceOf({ trace = [] }: BadEnding, hide: (text: string) => string): readonly Detail[] {
  return trace.length > 0 ? [{ kind: 'text', label: 'Stack trace', text: hide(trace.join('\n')) }] : []
}
