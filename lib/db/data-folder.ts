import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseUnavailable } from './database-unavailable'

/**
 * The folder for everything this installation keeps: `STEPWISE_DATA`, or `.data` in the project. It is made when
 * missing, readable by its owner only.
 */
export function dataFolder(): string {
  const folder = path.resolve(/*turbopackIgnore: true*/ process.env.STEPWISE_DATA || '.data')
  try {
    mkdirSync(/*turbopackIgnore: true*/ folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new DatabaseUnavailable(
      `The data folder ${folder} cannot be made (${reason}): make it writable, or name another by STEPWISE_DATA.`,
    )
  }
  return folder
}
