import { Fragment, type ReactNode } from 'react'

/** A sentence in which what stands in backquotes, and every ARN, is set as code. */
export function TextWithCode({ text }: { text: string }) {
  return piecesOf(text).map(({ at, piece, isCode }) =>
    isCode ? (
      <InlineCode key={at} className="text-[0.9em]">
        {piece}
      </InlineCode>
    ) : (
      piece
    ),
  )
}

/** Code in a sentence. An ARN may break after its colons and slashes, and nowhere else if that is enough. */
export function InlineCode({ className, children }: { className?: string; children?: ReactNode }) {
  if (typeof children !== 'string') return <code className={className}>{children}</code>
  return (
    <code className={className}>
      {[...children.matchAll(/.+?(?:[:/](?=\w)|$)/gs)].map(({ 0: piece, index: at }) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </code>
  )
}

/** The pieces of a sentence, code without its backquotes; each with its offset in the text. */
export function piecesOf(text: string): { at: number; piece: string; isCode: boolean }[] {
  const pieces = []
  let end = 0
  for (const { 0: whole, 1: quoted, index: at } of text.matchAll(/`([^`]+)`|\barn:aws:[\w:/.*$-]*\w/g)) {
    if (at > end) pieces.push({ at: end, piece: text.slice(end, at), isCode: false })
    pieces.push({ at, piece: quoted ?? whole, isCode: true })
    end = at + whole.length
  }
  if (end < text.length) pieces.push({ at: end, piece: text.slice(end), isCode: false })
  return pieces
}
