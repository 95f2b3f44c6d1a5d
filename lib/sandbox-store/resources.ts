import type {
  ActivityRecord,
  Alias,
  ChangeableResources,
  LogGroup,
  Machine,
  MachineSummary,
  Page,
  Paged,
  Resources,
  Revision,
  Stack,
  Tags,
  Version,
  VersionSummary,
} from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'
import { readRevision, revisionText } from './revision-row'
import { cursorOf, pageOf, type ResourceRow } from './stored-rows'
import { StoredStacks } from './stored-stacks'

/** A machine or a version in its row: the revision has one of its own. */
type WithRevisionId<T extends { revision: Revision }> = Omit<T, 'revision'> & { revisionId: string }

/** State machines, versions, aliases, activities and tags of one sandbox. */
export class StoredResources extends StoredStacks implements Resources {
  async machine(name: string): Promise<Machine | undefined> {
    const row = (await this.row('machine', '', name)) ?? (await this.#deletedMachine(name))
    return row && this.#withRevision<Machine>(name, row.value)
  }

  async machines({ limit, after }: Page): Promise<Paged<MachineSummary>> {
    const rows = await this.db.$queryRaw<ResourceRow[]>`
      SELECT "name", "number", "value" FROM "SandboxResource"
      WHERE "sandboxId" = ${this.sandboxId} AND "kind" = 'machine' AND "owner" = ''
        AND ("name" COLLATE "C") > ${after ?? ''}
      ORDER BY "name" COLLATE "C" LIMIT ${limit + 1}::int`
    return pageOf(
      rows,
      limit,
      ({ name }) => name,
      ({ value }) => machineSummary(value),
    )
  }

  async version(machineName: string, number: number): Promise<Version | undefined> {
    const row = await this.row('version', machineName, String(number))
    return row && this.#withRevision<Version>(machineName, row.value)
  }

  async versions(machineName: string, page: Page): Promise<Paged<VersionSummary>> {
    return this.page(['version'], machineName, page, true, ({ value }) => JSON.parse(value) as VersionSummary)
  }

  async alias(machineName: string, name: string): Promise<Alias | undefined> {
    const row = await this.row('alias', machineName, name)
    return row && (JSON.parse(row.value) as Alias)
  }

  async aliases(machineName: string, page: Page, version?: number): Promise<Paged<Alias>> {
    if (version === undefined)
      return this.page(['alias'], machineName, page, false, ({ value }) => JSON.parse(value) as Alias)
    // A machine has a hundred aliases at most.
    const all = await this.page(['alias'], machineName, { limit: 1_000 }, false, (row) => row)
    const leading = all.items.filter(({ number, value }) => {
      const { routes } = JSON.parse(value) as Alias
      return number > cursorOf(page.after, 0n) && routes.some((route) => route.version === version)
    })
    return pageOf(
      leading.slice(0, page.limit + 1),
      page.limit,
      ({ number }) => String(number),
      ({ value }) => JSON.parse(value) as Alias,
    )
  }

  async activity(name: string): Promise<ActivityRecord | undefined> {
    const row = await this.row('activity', '', name)
    return row && (JSON.parse(row.value) as ActivityRecord)
  }

  async activities(page: Page): Promise<Paged<ActivityRecord>> {
    return this.page(['activity'], '', page, false, ({ value }) => JSON.parse(value) as ActivityRecord)
  }

  async tags(resourceArn: string): Promise<Tags> {
    const row = await this.row('tags', '', resourceArn)
    return new Map(row ? (JSON.parse(row.value) as [string, string][]) : [])
  }

  async counts(): Promise<{ machines: number; activities: number }> {
    const { sandboxId } = this
    const [machines, activities] = [
      await this.db.sandboxResource.count({ where: { sandboxId, kind: 'machine', owner: '' } }),
      await this.db.sandboxResource.count({ where: { sandboxId, kind: 'activity', owner: '' } }),
    ]
    return { machines, activities }
  }

  async countsOf(owner: string): Promise<{ versions: number; aliases: number }> {
    const { sandboxId } = this
    const [versions, aliases] = [
      await this.db.sandboxResource.count({ where: { sandboxId, kind: 'version', owner } }),
      await this.db.sandboxResource.count({ where: { sandboxId, kind: 'alias', owner } }),
    ]
    return { versions, aliases }
  }

  /** A machine that was deleted is there for as long as executions of it run. */
  async #deletedMachine(name: string): Promise<ResourceRow | undefined> {
    const row = await this.row('deleted machine', '', name)
    return row && (await this.isRunning(name)) ? row : undefined
  }

  protected async isRunning(machineName: string): Promise<boolean> {
    const running = await this.db.sandboxExecution.findFirst({
      where: { sandboxId: this.sandboxId, machineName, status: 'RUNNING' },
      select: { executionArn: true },
    })
    return running !== null
  }

  async #withRevision<T extends Machine | Version>(machineName: string, value: string): Promise<T> {
    const { revisionId, ...rest } = JSON.parse(value) as WithRevisionId<T>
    const row = await this.db.sandboxRevision.findUniqueOrThrow({
      where: {
        sandboxId_machineName_revisionId: { sandboxId: this.sandboxId, machineName, revisionId },
      },
      select: { definition: true, value: true },
    })
    return { ...rest, revision: readRevision(row) } as unknown as T
  }
}

/** The same inside the transaction of one change. */
export class StoredChange extends StoredResources implements ChangeableResources {
  async saveMachine({ revision, ...machine }: Machine): Promise<void> {
    const { name } = machine
    await this.#saveRevision(name, revision)
    const row: WithRevisionId<Machine> = { ...machine, revisionId: revision.revisionId }
    await this.remove('deleted machine', '', name)
    await this.save('machine', '', name, row)
    await this.#forgetRevisions(name)
  }

  async deleteMachine(name: string): Promise<void> {
    const { sandboxId, db } = this
    const machine = await this.row('machine', '', name)
    if (!machine) return
    await db.sandboxResource.deleteMany({ where: { sandboxId, kind: 'machine', owner: '', name } })
    await db.sandboxResource.deleteMany({
      where: { sandboxId, owner: name, kind: { in: ['version', 'alias'] } },
    })
    await db.$executeRaw`
      DELETE FROM "SandboxResource" WHERE "sandboxId" = ${sandboxId} AND "kind" = 'tags'
        AND split_part("name", ':', 6) = 'stateMachine' AND split_part("name", ':', 7) = ${name}`
    if (await this.isRunning(name)) {
      const described = { ...(JSON.parse(machine.value) as object), status: 'DELETING' }
      await this.save('deleted machine', '', name, described)
    }
    await this.#forgetRevisions(name)
  }

  async saveVersion(machineName: string, { revision, ...version }: Version): Promise<void> {
    await this.#saveRevision(machineName, revision)
    const row: WithRevisionId<Version> = { ...version, revisionId: revision.revisionId }
    await this.save('version', machineName, String(version.number), row)
  }

  async deleteVersion(machineName: string, number: number): Promise<void> {
    await this.remove('version', machineName, String(number))
    await this.#forgetRevisions(machineName)
  }

  async saveAlias(machineName: string, alias: Alias): Promise<void> {
    await this.save('alias', machineName, alias.name, alias)
  }

  async deleteAlias(machineName: string, name: string): Promise<void> {
    await this.remove('alias', machineName, name)
  }

  async saveActivity(activity: ActivityRecord): Promise<void> {
    await this.save('activity', '', activity.name, activity)
  }

  async deleteActivity(name: string): Promise<void> {
    await this.remove('activity', '', name)
    await this.db.$executeRaw`
      DELETE FROM "SandboxResource" WHERE "sandboxId" = ${this.sandboxId} AND "kind" = 'tags'
        AND split_part("name", ':', 6) = 'activity' AND split_part("name", ':', 7) = ${name}`
  }

  async saveTags(resourceArn: string, tags: Tags): Promise<void> {
    if (tags.size === 0) await this.remove('tags', '', resourceArn)
    else await this.save('tags', '', resourceArn, [...tags])
  }

  async saveStack(stack: Stack): Promise<void> {
    await this.putStack(stack)
  }

  async saveLogGroup(group: LogGroup): Promise<void> {
    await this.save('log group', '', group.name, group)
  }

  async deleteLogGroup(name: string): Promise<void> {
    await this.remove('log group', '', name)
  }

  async savePolicy(arn: string, document: JsonObject): Promise<void> {
    await this.save('policy', '', arn, document)
  }

  async deletePolicy(arn: string): Promise<void> {
    await this.remove('policy', '', arn)
  }

  async #saveRevision(machineName: string, revision: Revision): Promise<void> {
    const { revisionId, definition } = revision
    const row = {
      sandboxId: this.sandboxId,
      machineName,
      revisionId,
      definition,
      value: revisionText(revision),
    }
    const { count } = await this.db.sandboxRevision.createMany({ data: row, skipDuplicates: true })
    if (count > 0) await this.addBytes(definition.length)
  }

  /** A revision goes when no machine, version or execution is left that was made of it. */
  async #forgetRevisions(machineName: string): Promise<void> {
    const [gone] = await this.db.$queryRaw<{ bytes: bigint | null }[]>`
      WITH gone AS (
        DELETE FROM "SandboxRevision" r WHERE r."sandboxId" = ${this.sandboxId} AND r."machineName" = ${machineName}
          AND NOT EXISTS (
            SELECT 1 FROM "SandboxResource" m WHERE m."sandboxId" = r."sandboxId"
              AND ((m."kind" IN ('machine', 'deleted machine') AND m."owner" = '' AND m."name" = r."machineName")
                OR (m."kind" = 'version' AND m."owner" = r."machineName"))
              AND m."value"::json ->> 'revisionId' = r."revisionId")
          AND NOT EXISTS (
            SELECT 1 FROM "SandboxExecution" e WHERE e."sandboxId" = r."sandboxId"
              AND e."machineName" = r."machineName" AND e."revisionId" = r."revisionId")
        RETURNING length(r."definition") AS "bytes"
      ) SELECT sum("bytes")::bigint AS "bytes" FROM gone`
    if (gone?.bytes) await this.addBytes(-Number(gone.bytes))
  }
}

function machineSummary(value: string): MachineSummary {
  const { name, type, createdAt } = JSON.parse(value) as MachineSummary
  return { name, type, createdAt }
}
