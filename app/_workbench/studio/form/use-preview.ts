import { useEffect, useState } from 'react'
import type { JsonPointer } from '@/lib/json'
import type { Preview } from '@/lib/studio'
import type { ShownRun } from '../../workbench-state'
import { askToRun } from '../../workers/workers'

/** So long the text has to rest: for its result the run is made once more. */
const RESTING_MS = 400

/**
 * What the fields of a state yield on the data of its latest stay in a run, up to the playhead. Worked out in the
 * running worker; undefined while that is not known.
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
    let withdraw = () => {}
    let isCurrent = true
    const resting = setTimeout(() => {
      const { enteredEvent, enteredAt, input } = stay.visit
      const job = askToRun({
        job: 'preview',
        spec: run.spec,
        entered: enteredEvent,
        definition: source,
        at,
        data: {
          input,
          variables: run.timeline.variablesAt(stay.line, enteredEvent),
          now: enteredAt,
          seed: 1,
        },
      })
      withdraw = job.withdraw
      void job.ended.then((end) => {
        if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'preview') return
        setFound({ key: `${at} ${source}`, run, preview: end.answer.preview })
      })
    }, RESTING_MS)
    return () => {
      isCurrent = false
      clearTimeout(resting)
      withdraw()
    }
  }, [run, source, at, name])
  return found?.key === key && found.run === run ? found.preview : undefined
}
