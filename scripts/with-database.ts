import { closeDatabase } from '@/lib/db/server'

/** Runs a script's work and closes the database behind it. What it throws is printed as one sentence. */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
  await closeDatabase()
}
