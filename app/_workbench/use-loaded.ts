'use client'

import { type ComponentType, useCallback, useEffect, useState } from 'react'

/** A part of the workbench that is fetched when it is first wanted. */
export interface Loaded<Props> {
  Part: ComponentType<Props> | undefined
  /** It could not be fetched. */
  isLost: boolean
  tryAgain: () => void
}

/** `load` has to be the same function every time: a constant of its module. */
export function useLoaded<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  isWanted: boolean,
): Loaded<Props> {
  const [found, setFound] = useState<{ Part: ComponentType<Props> }>()
  const [isLost, setLost] = useState(false)
  const fetchPart = useCallback(() => {
    setLost(false)
    load().then(
      (module) => setFound({ Part: module.default }),
      () => setLost(true),
    )
  }, [load])
  useEffect(() => {
    if (isWanted && !found) fetchPart()
  }, [isWanted, found, fetchPart])
  return { Part: found?.Part, isLost, tryAgain: fetchPart }
}
