import { InvalidCursor, type Page, type Paged } from '@/lib/aws-api'

/** A page of a list in memory; the cursor is the place of its first entry. */
export function paged<T, Shown>(
  all: readonly T[],
  { limit, after }: Page,
  show: (one: T) => Shown,
): Paged<Shown> {
  const from = after === undefined ? 0 : Number(after)
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw new InvalidCursor()
  const to = from + limit
  return {
    items: all.slice(from, to).map(show),
    ...(to < all.length && { next: String(to) }),
  }
}
