import type { Element, ElementContent, Root } from 'hast'

export interface Heading {
  id: string
  level: 2 | 3
  text: string
}

/** A rehype plugin: writes the headings of second and third level into `into`. It runs after `rehype-slug`. */
export function collectHeadings(into: Heading[]) {
  return (tree: Root) => {
    for (const node of tree.children) {
      if (node.type !== 'element') continue
      const level = node.tagName === 'h2' ? 2 : node.tagName === 'h3' ? 3 : undefined
      const id = node.properties.id
      if (level && typeof id === 'string') into.push({ id, level, text: textOf(node) })
    }
  }
}

function textOf(node: Element | ElementContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
