'use client'
import { PlainPage } from './_site/plain-page'
import { Button, ButtonLink } from './_ui/button'

/** What is left when a page could not be made: nothing of the learner's is in danger, and it may go on at once. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <PlainPage title="This page could not be shown">
      <p>
        Something went wrong on our side. What you have written stays in this browser, and what was checked is
        kept on the server.
      </p>
      <p className="flex flex-wrap gap-3">
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/">To the lessons</ButtonLink>
      </p>
      {error.digest && (
        <p className="text-base text-ink-faint">If you report it, name this: {error.digest}</p>
      )}
    </PlainPage>
  )
}
