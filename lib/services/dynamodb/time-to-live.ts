import type { Instant } from '@/lib/asl'
import { attributeOf, type Item } from './attribute-value'
import type { Table } from './table'

/**
 * AWS deletes an expired item "within a few days"; until then reads still find it, and a filter on the attribute
 * is the way not to see it. Here it is two days, always.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
const DELETED_AFTER_MS = 48 * 3_600_000

/** What expired longer ago is taken for a mistake, and stays. */
const FIVE_YEARS_MS = 5 * 365.25 * 24 * 3_600_000

/** The instant from which on the item is gone, or nothing when it stays. */
function deletionOf(table: Table, item: Item): Instant | undefined {
  const value = table.timeToLive === undefined ? undefined : attributeOf(item, table.timeToLive)
  if (!value || !('N' in value)) return undefined
  return Math.floor(Number(value.N)) * 1_000 + DELETED_AFTER_MS
}

/** An item was written: from when on there is something to delete. */
export function noteExpiry(table: Table, item: Item): void {
  const due = deletionOf(table, item)
  if (due !== undefined && due < (table.sweepDue ?? Number.POSITIVE_INFINITY)) table.sweepDue = due
}

/** Deletes what expired long enough ago. Costs nothing while there is nothing to delete. */
export function deleteExpired(table: Table, at: Instant): void {
  if (table.sweepDue === undefined || table.sweepDue > at) return
  delete table.sweepDue
  for (const [key, item] of table.items) {
    const due = deletionOf(table, item)
    if (due === undefined || due - DELETED_AFTER_MS < at - FIVE_YEARS_MS) continue
    if (due <= at) table.items.delete(key)
    else noteExpiry(table, item)
  }
}
