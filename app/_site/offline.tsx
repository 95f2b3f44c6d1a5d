'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

/** Has the service worker keep what is visited. Where there is none, everything works that has a network. */
export function Offline() {
  const path = usePathname()
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    // After the page: whoever has come to read should not wait for what is kept for later.
    const timer = setTimeout(async () => {
      try {
        await navigator.serviceWorker.register('/service-worker.js')
        const { active } = await navigator.serviceWorker.ready
        active?.postMessage({ visited: path })
      } catch {
        // Refused by the browser or its owner: the page then needs its network, as pages do.
      }
    }, 2_000)
    return () => clearTimeout(timer)
  }, [path])
  return null
}
