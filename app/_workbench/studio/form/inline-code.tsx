/** A sentence in which code stands in backticks. */
export function InlineCode({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence do not change places
      <code key={index} className="font-mono">
        {part}
      </code>
    ),
  )
}
