import { isValidElement, type ReactNode } from 'react'

/** An element as the browser gets it: components called, fragments gone. `react-dom/server` is not for tests here. */
export interface Drawn {
  tag: string
  props: Readonly<Record<string, unknown>>
  children: readonly (Drawn | string)[]
}

/** What a tree of synchronous components without hooks draws. */
export function drawn(node: ReactNode): (Drawn | string)[] {
  if (Array.isArray(node)) return node.flatMap(drawn)
  if (typeof node === 'string' || typeof node === 'number') return [String(node)]
  if (!isValidElement<Record<string, unknown>>(node)) return []
  const { type, props } = node
  if (typeof type === 'function') return drawn((type as (props: unknown) => ReactNode)(props))
  const children = drawn(props.children as ReactNode)
  return typeof type === 'string' ? [{ tag: type, props, children }] : children
}

/** Every element within that has this tag, in the order of the document. */
export function all(tag: string, nodes: readonly (Drawn | string)[]): Drawn[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [...(node.tag === tag ? [node] : []), ...all(tag, node.children)],
  )
}

/** As a screen reader says it: without what is hidden from it. */
export function spokenText(nodes: readonly (Drawn | string)[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      return node.props['aria-hidden'] ? '' : spokenText(node.children)
    })
    .join('')
}
