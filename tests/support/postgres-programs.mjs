// @ts-check
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Where Debian keeps the programs of each version. */
const DEBIAN = '/usr/lib/postgresql'

/**
 * The folder with `initdb` and `postgres`: version 15 if it is there, else the newest; undefined without any.
 *
 * @returns {string | undefined}
 */
export function postgresPrograms() {
  if (!existsSync(DEBIAN)) return undefined
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
  const folders = ['15', ...versions].map((version) => path.join(DEBIAN, version, 'bin'))
  return folders.find((folder) => existsSync(path.join(folder, 'postgres')))
}
