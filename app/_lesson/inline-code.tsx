import { Fragment, type ReactNode } from 'react'

/** Code in a sentence. An ARN may break after its colons and slashes, and nowhere else if that is enough. */
export function InlineCode({ children }: { children?: ReactNode }) {
  if (typeof children !== 'string') return <code>{children}</code>
  const pieces = children.split(/(?<=[:/])(?=\w)/)
  return (
    <code>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their order
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </code>
  )
}

/** Plain text of a question, with ARNs and what stands in backquotes set as code. */
export function textWithCode(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\barn:aws:[\w:/.*$-]*\w)/).map((piece, index) => {
    if (index % 2 === 0) return piece
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their order
    return <InlineCode key={index}>{piece.replaceAll('`', '')}</InlineCode>
  })
}
