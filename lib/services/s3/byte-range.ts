import { notHere, refuse } from '../operation'

/**
 * The bytes that a `Range` asks for, `to` exclusive: `bytes=0-9`, `bytes=10-`, `bytes=-5`. Undefined for a text that is
 * no range, which HTTP lets a server pass over (RFC 9110, section 14.2).
 */
export function byteRange(text: string, length: number): { from: number; to: number } | undefined {
  const [, ranges] = /^bytes=(.*)$/.exec(text.trim()) ?? []
  if (ranges?.includes(',')) notHere('more than one range')
  const [, first = '', last = ''] = /^(\d{0,15})-(\d{0,15})$/.exec(ranges?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length : Math.min(length, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < from) return undefined
  if (from >= length) refuse('InvalidRange', 'The requested range is not satisfiable', 416)
  return { from, to }
}
