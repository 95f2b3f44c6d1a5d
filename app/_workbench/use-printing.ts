'use client'

import { useSyncExternalStore } from 'react'

/** Whether the page is being put on paper: then what otherwise scrolls has to be there as a whole. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting, () => false)
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia('print')
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}

function isPrinting(): boolean {
  return window.matchMedia('print').matches
}
