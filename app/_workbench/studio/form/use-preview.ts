import { useEffect, useState } from 'react'
import type { EventId } from '@/lib/asl'
import type { JsonPointer, JsonValue } from '@/lib/json'
import type { Preview } from '@/lib/studio'
import type { ShownRun } from '../../workbench-state'
import { askToRead, askToRun } from '../../workers/workers'

/** So long the text has to rest: for its result the run is made once more. */
const RESTING_MS = 400

/**
 * What the fields of a state yield on the data of its latest stay in a run. Worked out in the workers; undefined while
 * that is not known.
 */
export function usePreview(
  run: ShownRun | undefined,
  source: string,
  at: JsonPointer | undefined,
  name: string | undefined,
): Preview | undefined {
  const [found, setFound] = useState<{ key: string; run: ShownRun; preview: Preview | undefined }>()
  const key = `${at} ${source}`
  useEffect(() => {
    const stay = name === undefined ? undefined : run?.timeline.visitsOf(name, Number.MAX_SAFE_INTEGER).at(-1)
    if (!run || !stay || at === undefined) return
    let isCurrent = true
    const resting = setTimeout(async () => {
      const { enteredEvent, enteredAt, input } = stay.visit
      const result = await resultOf(run, enteredEvent, at)
      if (!isCurrent) return
      const variables = run.timeline.variablesAt(stay.line, enteredEvent)
      const data = { input, variables, now: enteredAt, seed: 1, ...(result !== undefined && { result }) }
      const end = await askToRead({ job: 'preview', definition: source, at, data }).ended
      if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'preview') return
      setFound({ key: `${at} ${source}`, run, preview: end.answer.preview })
    }, RESTING_MS)
    return () => {
      isCurrent = false
      clearTimeout(resting)
    }
  }, [run, source, at, name])
  return found?.key === key && found.run === run ? found.preview : undefined
}

/** How the ladder calls what the work of a state came to, by the state's type. */
const RESULTS = new Set([
  'Result of the task',
  'Outputs of the branches',
  'Outputs of the iterations',
  'Result',
])

/** What the work came to in the run; undefined where the run did not come so far. */
async function resultOf(run: ShownRun, entered: EventId, at: JsonPointer): Promise<JsonValue | undefined> {
  const end = await askToRun({ job: 'ladder', spec: run.spec, entered, at }).ended
  if (end.kind !== 'answered' || end.answer.job !== 'ladder') return undefined
  return end.answer.ladder.rungs.find(({ name }) => RESULTS.has(name))?.value
}
