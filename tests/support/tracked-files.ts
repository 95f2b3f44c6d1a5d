import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The files of the repository, by their paths from its root: those that git tracks and those not yet added. */
export function trackedFiles(): string[] {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const listed = execFileSync('git', words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return [...new Set(listed.split('\0'))].filter((file) => file !== '' && existsSync(file)).sort()
}
