import { useEffect, useState } from 'react'
import { askToRead } from '../workers/workers'
import { entryOf, type PaletteEntry } from './palette-entries'

const PAUSE_MS = 250
const NONE: readonly PaletteEntry[] = []

/** Actions of AWS's SDKs for what is searched; the long list of them is gone through in the reading worker. */
export function useSdkActions(query: string): readonly PaletteEntry[] {
  const [found, setFound] = useState<{ query: string; entries: readonly PaletteEntry[] }>()
  useEffect(() => {
    if (query.trim().length < 2) return
    let withdraw = () => {}
    let isCurrent = true
    const pause = setTimeout(() => {
      const asked = askToRead({ job: 'actions', query })
      withdraw = asked.withdraw
      void asked.ended.then((end) => {
        if (!isCurrent || end.kind !== 'answered' || end.answer.job !== 'actions') return
        setFound({ query, entries: end.answer.actions.map((action) => entryOf(action, 'Any AWS action')) })
      })
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(pause)
      withdraw()
    }
  }, [query])
  return found?.query === query ? found.entries : NONE
}
