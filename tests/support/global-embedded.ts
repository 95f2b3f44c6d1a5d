import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with a migrated, otherwise empty database; to be copied, not used. */
    dataTemplate: string
  }
}

/** Making a database takes seconds, copying one does not: each test file of the project "embedded" gets a copy. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-template-'))
  const words = [
    'node_modules/tsx/dist/cli.mjs',
    '--conditions=react-server',
    'tests/support/make-template.ts',
  ]
  execFileSync(process.execPath, words, {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, STEPWISE_DATA: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  project.provide('dataTemplate', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
