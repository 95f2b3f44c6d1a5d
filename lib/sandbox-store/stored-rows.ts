import { InvalidCursor, type Page, type Paged } from '@/lib/aws-api'
import type { Prisma } from '@/lib/db/server'

/** What `$queryRaw` and `$executeRaw` are on: the database, or a transaction. */
export type Database = Prisma.TransactionClient

export type Kind =
  | 'activity'
  | 'alias'
  | 'deleted machine'
  | 'deleted stack'
  | 'log group'
  | 'machine'
  | 'policy'
  | 'stack'
  | 'tags'
  | 'version'

export interface ResourceRow {
  name: string
  number: bigint
  value: string
}

/** Rows of one sandbox's resources: a kind, an owner where they have one, a name, and a JSON text. */
export class StoredRows {
  constructor(
    protected readonly db: Database,
    protected readonly sandboxId: string,
  ) {}

  protected async row(kind: Kind, owner: string, name: string): Promise<ResourceRow | undefined> {
    const id = { sandboxId: this.sandboxId, kind, owner, name }
    const row = await this.db.sandboxResource.findUnique({
      where: { sandboxId_kind_owner_name: id },
      select: { name: true, number: true, value: true },
    })
    return row ?? undefined
  }

  /** In the order in which they were made, or against it. */
  protected async page<T>(
    kinds: readonly Kind[],
    owner: string,
    { limit, after }: Page,
    isReversed: boolean,
    show: (row: ResourceRow) => T,
  ): Promise<Paged<T>> {
    const order = isReversed ? 'desc' : 'asc'
    const rows = await this.db.sandboxResource.findMany({
      where: {
        sandboxId: this.sandboxId,
        kind: { in: [...kinds] },
        owner,
        ...(after !== undefined && { number: { [isReversed ? 'lt' : 'gt']: cursorOf(after) } }),
      },
      select: { name: true, number: true, value: true },
      orderBy: { number: order },
      take: limit + 1,
    })
    return pageOf(rows, limit, ({ number }) => String(number), show)
  }

  protected async save(kind: Kind, owner: string, name: string, value: unknown): Promise<void> {
    const { sandboxId } = this
    await this.db.$executeRaw`
      WITH numbered AS (
        UPDATE "Sandbox" SET "resourcesMade" = "resourcesMade" + 1 WHERE "id" = ${sandboxId} RETURNING "resourcesMade"
      )
      INSERT INTO "SandboxResource" ("sandboxId", "kind", "owner", "name", "number", "value")
      SELECT ${sandboxId}, ${kind}, ${owner}, ${name}, "resourcesMade", ${JSON.stringify(value)} FROM numbered
      ON CONFLICT ("sandboxId", "kind", "owner", "name") DO UPDATE SET "value" = EXCLUDED."value"`
  }

  protected async remove(kind: Kind, owner: string, name: string): Promise<void> {
    await this.db.sandboxResource.deleteMany({ where: { sandboxId: this.sandboxId, kind, owner, name } })
  }

  protected async addBytes(bytes: number): Promise<void> {
    await this.db.$executeRaw`
      UPDATE "Sandbox" SET "storedBytes" = GREATEST("storedBytes" + ${bytes}::int, 0) WHERE "id" = ${this.sandboxId}`
  }
}

/** One row more than asked for was read: then there is another page. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => string,
  show: (row: Row) => T,
): Paged<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(show),
    ...(rows.length > limit && last !== undefined && { next: placeOf(last) }),
  }
}

/** @throws InvalidCursor */
export function cursorOf(after: string | undefined, otherwise = 0n): bigint {
  if (after === undefined) return otherwise
  if (!/^\d{1,18}$/.test(after)) throw new InvalidCursor()
  return BigInt(after)
}
