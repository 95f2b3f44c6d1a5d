import type { ComponentProps } from 'react'

/** Preformatted text that may scroll by itself, so it takes the keyboard's focus. */
export function ScrolledText(props: ComponentProps<'pre'>) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  return <pre tabIndex={0} {...props} />
}
