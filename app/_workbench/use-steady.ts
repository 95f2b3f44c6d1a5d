'use client'

import { useInsertionEffect, useRef, useState } from 'react'

type Acts = Readonly<Record<string, (...args: never[]) => unknown>>

/**
 * The same functions for good, each of which does what the latest one of its name would: for views that are drawn
 * again only when what they show has changed. They are for events and effects: called while drawing, they answer as
 * of the drawing before.
 */
export function useSteady<Of extends Acts>(acts: Of): Of {
  const latest = useRef(acts)
  // Before any effect that may call one of them.
  useInsertionEffect(() => {
    latest.current = acts
  })
  const [steady] = useState(
    () =>
      Object.fromEntries(
        Object.keys(acts).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
      ) as Of,
  )
  return steady
}
