'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '../_ui/button'
import { Dialog } from '../_ui/dialog'

const SolutionDiff = lazy(() => import('./editor/solution-diff'))

type Answer = { kind: 'asked' } | { kind: 'solution'; text: string } | { kind: 'refused'; why: string }

/** Asks first, because it is remembered; then the solution beside the learner's text, and Insert as one undo step. */
export function SolutionDialog({
  exerciseId,
  source,
  nonce,
  onInsert,
  onClose,
}: {
  exerciseId: string
  source: string
  nonce: string | undefined
  onInsert: (solution: string) => void
  onClose: () => void
}) {
  const [answer, setAnswer] = useState<Answer>()
  const isOnline = useOnline()
  const ask = async () => {
    setAnswer({ kind: 'asked' })
    setAnswer(await solutionOf(exerciseId))
  }
  return (
    <Dialog title="Solution" size={answer?.kind === 'solution' ? 'lg' : 'md'} onClose={onClose}>
      {answer?.kind === 'solution' ? (
        <>
          <p className="mt-0 text-sm text-ink-soft">
            Left is your text, right is the solution. Insert can be undone, and your text is kept as a draft.
          </p>
          <div className="h-[50dvh] overflow-auto rounded-md border border-line">
            <Suspense fallback={<pre className="m-0 p-3 font-mono text-sm">{answer.text}</pre>}>
              <SolutionDiff mine={source} solution={answer.text} nonce={nonce} />
            </Suspense>
          </div>
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={onClose}>Keep my text</Button>
            <Button
              look="primary"
              onClick={() => {
                onInsert(answer.text)
                onClose()
              }}
            >
              Insert
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="mt-0">
            The solution comes from the server, and asking for it is remembered: the exercise will count as
            passed with help.
          </p>
          {answer?.kind === 'refused' && (
            <p role="alert" className="text-failed">
              {answer.why}
            </p>
          )}
          {!isOnline && (
            <p className="text-ink-soft">There is no network now, so the solution cannot be fetched.</p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Not yet</Button>
            <Button
              look="primary"
              disabled={!isOnline || answer?.kind === 'asked'}
              onClick={() => void ask()}
            >
              {answer?.kind === 'asked' ? 'Asking…' : 'Show the solution'}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

async function solutionOf(exerciseId: string): Promise<Answer> {
  try {
    const response = await fetch('/api/solutions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ exerciseId }),
    })
    const body: unknown = await response.json()
    if (response.ok && typeof body === 'object' && body !== null && 'solution' in body) {
      return { kind: 'solution', text: String(body.solution) }
    }
    return { kind: 'refused', why: 'The server did not give the solution. Try again in a moment.' }
  } catch {
    return {
      kind: 'refused',
      why: 'The server cannot be reached, so the solution cannot be fetched. Try again when the network is back.',
    }
  }
}

/** Follows the browser's idea of being online. */
function useOnline(): boolean {
  const [isOnline, setOnline] = useState(true)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    update()
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }, [])
  return isOnline
}
