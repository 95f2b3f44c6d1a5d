import { javaText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/**
 * `States.Format`: each `{}` of the template is replaced by the next value. An object or array is printed the
 * way Java does, not as JSON (recorded); `\{`, `\}`, `\'` and `\\` are the characters themselves.
 */
export function format(given: Given, work: Work): string {
  const template = given.text(0)
  checkBraces(template)
  const values = given.all.slice(1)
  let used = 0
  const text = template.replace(/\\([{}'\\])|\{\}/g, (_hole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped
    const value = values[used++]
    return value === undefined ? '' : javaText(value, work)
  })
  if (used !== values.length) throw new Refused()
  return text
}

/** A brace that is not escaped belongs to a `{}`. The sentences are AWS's (measured in public). */
function checkBraces(template: string): void {
  const [brace] = template.replace(/\\[{}'\\]|\{\}/g, '').match(/[{}]/) ?? []
  if (brace === undefined) return
  const other = brace === '{' ? '}' : '{'
  throw new Refused(`Invalid template in States.Format: matching '${other}' not found for '${brace}'.`)
}
