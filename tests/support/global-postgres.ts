import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres'
import { postgresPrograms } from './postgres-programs.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One PostgreSQL for all files of the project "postgres". */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('There is no PostgreSQL on this machine: apt-get install postgresql-15')
  const postgres = await startPostgres(programs)
  project.provide('databaseUrl', postgres.url)
  return postgres.stop
}
