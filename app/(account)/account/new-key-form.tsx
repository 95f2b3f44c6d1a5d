'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Button } from '@/app/_ui/button'
import { CopyButton } from '@/app/_ui/copy-button'
import { makeKey } from './key-actions'

/** Makes a key and shows it, this once; what is shown goes with the page. */
export function NewKeyForm({ endpoint, region }: { endpoint: string; region: string }) {
  const [state, send, isSending] = useActionState(makeKey, { status: 'new' })
  const answer = useRef<HTMLDivElement>(null)
  const variables = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
    [
      `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
      `export AWS_SECRET_ACCESS_KEY='${secretAccessKey}'`,
      `export AWS_DEFAULT_REGION=${region} AWS_REGION=${region}`,
      `export AWS_ENDPOINT_URL=${endpoint}`,
      'aws stepfunctions list-state-machines --endpoint-url "$AWS_ENDPOINT_URL"',
    ].join('\n')
  useEffect(() => {
    if (state.status !== 'new') answer.current?.focus()
  }, [state])
  return (
    <form action={send} className="space-y-5">
      {state.status === 'refused' && (
        <div
          ref={answer}
          role="alert"
          tabIndex={-1}
          className="rounded-md border border-failed bg-failed-wash px-4 py-3 text-failed"
        >
          {state.problem}
        </div>
      )}
      {state.status === 'done' && (
        <div ref={answer} role="status" tabIndex={-1} className="rounded-md bg-succeeded-wash px-4 py-3">
          <p className="mb-3 font-semibold">
            This is your key. The secret is shown this once, and kept nowhere: put it where you keep
            passwords.
          </p>
          <pre className="mb-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
            <code>{variables(state.value)}</code>
          </pre>
          <CopyButton text={variables(state.value)} label="Copy for the shell" />
        </div>
      )}
      <Button type="submit" look="secondary" size="lg" aria-disabled={isSending}>
        {isSending ? 'One moment …' : state.status === 'done' ? 'Make another key' : 'Make a key'}
      </Button>
    </form>
  )
}
