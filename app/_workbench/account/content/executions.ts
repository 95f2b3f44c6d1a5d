import { ownMember } from '@/lib/json'
import type { OtherExecution, Run } from '@/lib/sandbox'
import { spokenDuration } from '../../timeline/spoken-duration'
import { type Entry, type Mark, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, since } from './words'

const STATUSES: Readonly<Record<Run['status'], Mark>> = {
  RUNNING: { glyph: 'waiting', words: 'Running' },
  SUCCEEDED: { glyph: 'good', words: 'Succeeded' },
  FAILED: { glyph: 'bad', words: 'Failed' },
  TIMED_OUT: { glyph: 'bad', words: 'Timed out' },
  ABORTED: { glyph: 'stopped', words: 'Aborted' },
}

/** The other state machines with their executions, each with its events. */
export function machines(sources: Sources): readonly Resource[] {
  const { setup, run, accountId } = sources
  const ours = (run?.otherExecutions ?? []).filter(
    ({ executionArn }) => executionArn.split(':')[4] === accountId,
  )
  const names = namesIn(setup.machines, Object.fromEntries(ours.map((one) => [one.stateMachineName, one])))
  return names.map((name) => {
    const made = ours.filter(({ stateMachineName }) => stateMachineName === name)
    return {
      key: `state machine ${name}`,
      name,
      facts: [ownMember(setup.machines, name)?.type === 'EXPRESS' ? 'Express' : 'Standard'],
      count: counted(made.length, 'execution'),
      ...changeOf('changed', made.length > 0 && `${made.length} new`),
      entries: made.map((one) => executionEntry(one, sources)),
      empty:
        'No execution. A task starts one by states:startExecution, a rule of an event bus by delivering to it.',
    }
  })
}

function executionEntry(one: OtherExecution, sources: Sources): Entry {
  const { executionArn, status, startDate, stopDate, input, output, failure, history } = one
  return {
    key: executionArn,
    title: executionArn.split(':').at(-1) ?? executionArn,
    mark: STATUSES[status],
    note: listed(
      `started at ${since(startDate, sources)}`,
      stopDate !== undefined && `took ${spokenDuration(stopDate - startDate)}`,
      failure?.error,
    ),
    details: () => [
      { kind: 'json', label: 'Input', value: input },
      ...(output === undefined ? [] : [{ kind: 'json', label: 'Output', value: output } as const]),
      history.length > 0
        ? { kind: 'history', label: `Events of ${executionArn}`, history }
        : { kind: 'text', label: 'Events', text: 'Kept only of the first hundred executions of a run.' },
    ],
  }
}

/** Children of map runs, as far as their histories are kept. */
export function children({ run, accountId }: Sources): readonly Resource[] {
  const all = run?.children ?? []
  return (run?.mapRuns ?? []).flatMap(({ mapRunArn }) => {
    const mine = all.filter((child) => child.mapRunArn === mapRunArn)
    const id = mapRunArn.split(':').at(-1) ?? mapRunArn
    if (mapRunArn.split(':')[4] !== accountId) return []
    return [
      {
        key: `map run ${id}`,
        name: id,
        facts: [],
        count: `${counted(mine.length, 'child', 'children')} shown`,
        ...changeOf('changed', mine.length > 0 && `${mine.length} new`),
        entries: mine.map(({ executionArn, history }) => ({
          key: executionArn,
          title: executionArn.split(':').at(-1) ?? executionArn,
          note: counted(history.length, 'event'),
          details: () => [{ kind: 'history' as const, label: `Events of ${executionArn}`, history }],
        })),
        empty: 'None was started: there were no items.',
      },
    ]
  })
}
