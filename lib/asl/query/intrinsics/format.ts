import { javaText } from '../text'
import type { Work } from '../work'
import { type Given, Refused } from './given'

/**
 * `States.Format`: each `{}` of the template is replaced by the next value. An object or array is printed the
 * way Java does, not as JSON (recorded); `\{`, `\}`, `\'` and `\\` are the characters themselves.
 */
export function format(given: Given, work: Work): string {
  const template = given.text(0)
  const values = given.all.slice(1)
  let used = 0
  const text = template.replace(/\\([{}'\\])|\{\}/g, (_hole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped
    const value = values[used++]
    return value === undefined ? '' : javaText(value, work)
  })
  if (used !== values.length) {
    throw new Refused(`the template has ${used} times \`{}\`, but ${values.length} values are given for it.`)
  }
  return text
}
