import type { LogGroup, Page, Paged, Stack } from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'
import { StoredRows } from './stored-rows'

/** Of stacks that are gone, the latest are remembered. */
const GONE_AT_MOST = 100

/** Stacks, and what else CloudFormation makes that is no part of the simulated account. */
export class StoredStacks extends StoredRows {
  async stack(nameOrId: string): Promise<Stack | undefined> {
    const isId = nameOrId.startsWith('arn:')
    const name = isId ? (nameOrId.split('/')[1] ?? '') : nameOrId
    const there = await this.row('stack', '', name)
    const stack = there && readStack(there)
    if (stack && (!isId || stack.stackId === nameOrId)) return stack
    const gone = isId ? await this.row('deleted stack', '', nameOrId) : undefined
    return gone && readStack(gone)
  }

  async stacks(page: Page): Promise<Paged<Stack>> {
    return this.page(['stack', 'deleted stack'], '', page, true, readStack)
  }

  async logGroup(name: string): Promise<LogGroup | undefined> {
    const row = await this.row('log group', '', name)
    return row && (JSON.parse(row.value) as LogGroup)
  }

  async logGroups(page: Page): Promise<Paged<LogGroup>> {
    return this.page(['log group'], '', page, false, ({ value }) => JSON.parse(value) as LogGroup)
  }

  async policies(): Promise<ReadonlyMap<string, JsonObject>> {
    const { items } = await this.page(['policy'], '', { limit: 1_000 }, false, ({ name, value }) => {
      return [name, JSON.parse(value) as JsonObject] as const
    })
    return new Map(items)
  }

  protected async putStack(stack: Stack): Promise<void> {
    const isGone = stack.status === 'DELETE_COMPLETE'
    const before = await this.row('stack', '', stack.name)
    await this.save(isGone ? 'deleted stack' : 'stack', '', isGone ? stack.stackId : stack.name, stack)
    if (isGone) {
      await this.remove('stack', '', stack.name)
      await this.#forgetGone()
    }
    await this.addBytes(JSON.stringify(stack).length - (before?.value.length ?? 0))
  }

  async #forgetGone(): Promise<void> {
    const { sandboxId } = this
    const [last] = await this.db.sandboxResource.findMany({
      where: { sandboxId, kind: 'deleted stack', owner: '' },
      select: { number: true },
      orderBy: { number: 'desc' },
      skip: GONE_AT_MOST,
      take: 1,
    })
    if (!last) return
    const gone = await this.db.$queryRaw<{ bytes: bigint }[]>`
      DELETE FROM "SandboxResource" WHERE "sandboxId" = ${sandboxId} AND "kind" = 'deleted stack'
        AND "number" <= ${last.number} RETURNING length("value")::bigint AS "bytes"`
    await this.addBytes(-gone.reduce((sum, { bytes }) => sum + Number(bytes), 0))
  }
}

/** Our own text, written by `putStack`: its shape is taken on trust. */
function readStack({ value }: { value: string }): Stack {
  return JSON.parse(value) as Stack
}
