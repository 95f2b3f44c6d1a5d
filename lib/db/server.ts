/**
 * The database: one Prisma client per process over PostgreSQL, the operator's or the embedded one; migrations are
 * applied when it opens. Nothing of ours is imported here.
 */
import 'server-only'

export { closeDatabase, database } from './database'
export { DatabaseUnavailable } from './database-unavailable'
export { CohortRole, Prisma, type PrismaClient } from './generated/client'
export { installationSecret } from './installation-secret'
