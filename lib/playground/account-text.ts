import { type AccountText, readJsonFile } from '@/lib/curriculum'
import type { Scenario } from '@/lib/exercises'
import { accountFile, accountSetup } from '@/lib/exercises/schemas'
import type { Result } from '@/lib/result'

/** What is wrong with an account as it was written, with the place in its JSON. */
export interface AccountTextProblem {
  line: number
  column: number
  message: string
  hint: string
  /** The file that the account names and nobody has written. */
  missing?: string
}

/** Reads an account: what a run takes, or everything that keeps it from being one. */
export function accountOf({ json, files }: AccountText): Result<Scenario['account'], AccountTextProblem[]> {
  const read = readJsonFile('account', json, accountFile, 'docs/authoring.md')
  if (!read.ok) return read
  const problems: AccountTextProblem[] = []
  const setup = accountSetup(read.value.value, (name, path) => {
    if (Object.hasOwn(files, name)) return files[name] ?? ''
    const message = `The account names ${name}, which is not written yet.`
    problems.push({
      ...read.value.problemAt(path, message, 'Write it, or take it out of the account.'),
      missing: name,
    })
    return ''
  })
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: setup }
}

/** What a new file of an account begins with. */
export function fileTemplate(name: string): string {
  return name.startsWith('machines/')
    ? `${JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Pass', End: true } } }, undefined, 2)}\n`
    : 'export const handler = async (event) => {\n  console.log(JSON.stringify(event))\n  return event\n}\n'
}
