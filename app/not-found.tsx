import type { Metadata } from 'next'
import { PlainPage } from './_site/plain-page'
import { ButtonLink } from './_ui/button'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <PlainPage title="There is nothing at this address">
      <p>
        The page may have moved, or the address may be misspelt. The lessons and your progress are where they
        were.
      </p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink look="primary" href="/">
          To the lessons
        </ButtonLink>
        <ButtonLink href="/progress">Your progress</ButtonLink>
      </p>
    </PlainPage>
  )
}
