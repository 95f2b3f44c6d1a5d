import type { ExecutionStatus, LoggedExecution, Page, Paged } from '@/lib/aws-api'
import { database, Prisma } from '@/lib/db/server'
import type { JsonObject } from '@/lib/json'
import type { Started } from './execution-row'
import { cursorOf, pageOf } from './stored-rows'

interface Row {
  number: bigint
  executionArn: string
  machineName: string
  status: string
  started: string
  value: string
}

/**
 * Executions whose revision writes to the log group with this ARN, in the order of their start. An Express one that
 * was started before its machine had a log has no history to show.
 */
export async function loggedExecutions(
  sandboxId: string,
  groupArn: string,
  { limit, after }: Page,
): Promise<Paged<LoggedExecution>> {
  const db = await database()
  const rows = await db.$queryRaw<Row[]>`
    SELECT e."number", e."executionArn", e."machineName", e."status", e."started", r."value"
    FROM "SandboxExecution" e JOIN "SandboxRevision" r
      ON r."sandboxId" = e."sandboxId" AND r."machineName" = e."machineName" AND r."revisionId" = e."revisionId"
    WHERE e."sandboxId" = ${sandboxId} AND e."rootArn" IS NULL
      AND (r."value"::json #>> '{loggingConfiguration,destinations,0,cloudWatchLogsLogGroup,logGroupArn}')
        IN (${groupArn}, ${`${groupArn}:*`})
      AND COALESCE(r."value"::json #>> '{loggingConfiguration,level}', 'OFF') <> 'OFF'
      ${after === undefined ? Prisma.empty : Prisma.sql`AND e."number" > ${cursorOf(after)}`}
    ORDER BY e."number" LIMIT ${limit + 1}::int`
  return pageOf(rows, limit, ({ number }) => String(number), shown)
}

function shown({ executionArn, machineName, status, started, value }: Row): LoggedExecution {
  const { startDate } = JSON.parse(started) as Started
  const { loggingConfiguration = {} } = JSON.parse(value) as { loggingConfiguration?: JsonObject }
  const { level, includeExecutionData } = loggingConfiguration
  return {
    executionArn,
    machineName,
    status: status as ExecutionStatus,
    startDate,
    level: level === 'ERROR' || level === 'FATAL' ? level : 'ALL',
    includesData: includeExecutionData === true,
  }
}
