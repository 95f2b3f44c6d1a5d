import type { PrismaClient } from '@/lib/db/server'
import type { AccountParts } from '@/lib/services'
import type { LeasedSandbox } from './lease'

/** Accounts as they were after a turn, those used last; together not more than so many characters. */
const CHARACTERS_AT_MOST = 32 * 2 ** 20
const cached = new Map<string, { turn: bigint; parts: AccountParts; size: number }>()

/** The account of a sandbox whose lease this process has. */
export async function partsOf(db: PrismaClient, { id, turn }: LeasedSandbox): Promise<AccountParts> {
  const known = cached.get(id)
  if (known?.turn === turn) return known.parts
  const rows = await db.sandboxPart.findMany({
    where: { sandboxId: id },
    select: { name: true, value: true },
    orderBy: { name: 'asc' },
  })
  const parts: AccountParts = new Map(rows.map(({ name, value }) => [name, value]))
  keep(id, turn, parts)
  return parts
}

/** The turn with this number has changed some parts. */
export function changeParts(
  id: string,
  turn: bigint,
  before: ReadonlyMap<string, string>,
  changed: ReadonlyMap<string, string | undefined>,
): void {
  const parts: AccountParts = new Map(before)
  for (const [name, text] of changed) {
    if (text === undefined) parts.delete(name)
    else parts.set(name, text)
  }
  keep(id, turn, parts)
}

export function forgetParts(id: string): void {
  cached.delete(id)
}

function keep(id: string, turn: bigint, parts: AccountParts): void {
  cached.delete(id)
  cached.set(id, { turn, parts, size: sizeOf(parts) })
  let size = 0
  for (const one of cached.values()) size += one.size
  for (const [oldest, one] of cached) {
    if (size <= CHARACTERS_AT_MOST || cached.size === 1) break
    cached.delete(oldest)
    size -= one.size
  }
}

function sizeOf(parts: ReadonlyMap<string, string>): number {
  let size = 0
  for (const text of parts.values()) size += text.length
  return size
}
