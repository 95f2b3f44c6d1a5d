import type { Segment } from './json-path'

/** Segments as Jayway prints them in messages, such as `$['rows'][0]['id']`. */
export function pathText(segments: readonly Segment[], root = '$'): string {
  return root + segments.map(fragment).join('')
}

function fragment(segment: Segment): string {
  switch (segment.kind) {
    case 'Names':
      return `[${segment.names.map((name) => segment.quote + name + segment.quote).join(',')}]`
    case 'Indexes':
      return `[${segment.indexes.join(',')}]`
    case 'Slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`
    case 'Wildcard':
      return '[*]'
    case 'Descendants':
      return '..'
    case 'Filter':
      return '[?]'
    case 'Function':
      return `.${segment.name}(${segment.args.length > 0 ? '...' : ''})`
  }
}
