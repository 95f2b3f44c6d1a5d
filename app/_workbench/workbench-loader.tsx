'use client'

import {
  type ComponentType,
  type MouseEvent,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Desk } from './desk'
import type { LiveProps } from './live-workbench'
import { WAITING_FLAG } from './outbox/waiting-flag'
import type { Subject } from './subject'
import { whenIdle } from './when-idle'
import type { NextStep } from './workbench'
import type { Picture } from './workers/messages'

/** How near the reader has to come, so that the editor is there when they arrive. */
const NEAR = '300px 0px'

type Loaded = { Live: ComponentType<LiveProps>; opened: LiveProps['opened'] }

/** Shows the server's text and picture until the live workbench has been loaded; small, because every lesson has it. */
export function WorkbenchLoader({
  subject,
  picture,
  nonce,
  next,
  desk,
  children,
}: {
  subject: Subject
  picture: Picture
  nonce: string | undefined
  next?: NextStep
  desk?: Desk
  children: ReactNode
}) {
  const host = useRef<HTMLDivElement>(null)
  const [loaded, setLoaded] = useState<Loaded>()
  const [failed, setFailed] = useState(false)
  const [runsAtOnce, setRunsAtOnce] = useState(false)
  const isLoading = useRef(false)
  const opens = useRef(subject)

  const load = useCallback(async () => {
    if (isLoading.current) return
    isLoading.current = true
    setFailed(false)
    try {
      const { LiveWorkbench, openWorkbench } = await import('./live-workbench')
      const opened = await openWorkbench(opens.current)
      // In slices: reading and scrolling go on while the workbench is put up.
      startTransition(() => setLoaded({ Live: LiveWorkbench, opened }))
    } catch {
      isLoading.current = false
      setFailed(true)
    }
  }, [])

  useEffect(() => {
    const element = host.current
    if (!element) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        watcher.disconnect()
        whenIdle(load)
      },
      { rootMargin: NEAR },
    )
    watcher.observe(element)
    sendWhatWaits()
    return () => watcher.disconnect()
  }, [load])

  const touched = (event: MouseEvent) => {
    if (loaded) return
    if (event.target instanceof Element && event.target.closest('[data-act="run"]')) setRunsAtOnce(true)
    void load()
  }

  return (
    <div
      ref={host}
      data-exercise={subject.id}
      data-live={loaded !== undefined}
      onClickCapture={touched}
      onKeyDownCapture={() => void load()}
    >
      {loaded ? (
        <loaded.Live
          subject={subject}
          picture={picture}
          nonce={documentNonce() ?? nonce}
          opened={loaded.opened}
          runsAtOnce={runsAtOnce}
          {...(next && { next })}
          {...(desk && { desk })}
        />
      ) : (
        children
      )}
      {failed && (
        <p role="alert" className="mt-2 text-sm text-failed">
          The workbench could not be loaded. Check the connection, then press Run again.
        </p>
      )}
    </div>
  )
}

/**
 * The nonce that the document was loaded with. A page reached by a link within the site stays in that document, and
 * the one that its own request was given counts for nothing.
 */
function documentNonce(): string | undefined {
  return [...document.scripts].find((script) => script.nonce)?.nonce
}

/** Attempts of an earlier visit go out on any page with a workbench, also when it is never opened. */
function sendWhatWaits(): void {
  try {
    if (localStorage.getItem(WAITING_FLAG) !== null) {
      void import('./outbox/outbox').then((outbox) => outbox.sendAll())
    }
  } catch {
    // A browser that refuses storage has nothing waiting.
  }
}
