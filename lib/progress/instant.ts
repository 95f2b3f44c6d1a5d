import { Prisma } from '@/lib/db/server'

/** A moment with its zone, which a bare `Date` loses on its way through a raw statement. */
export function instant(at: Date | null): Prisma.Sql {
  return Prisma.sql`${at?.toISOString() ?? null}::timestamptz`
}
