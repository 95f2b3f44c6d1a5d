import type { JsonValue } from '@/lib/json'
import { type Comparison, differenceText, firstDifference } from './difference'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { isExited, lastId } from './history'
import { placeOfState } from './places'
import { preview, sentence } from './words'

export function judgeOutput(value: JsonValue, comparison: Comparison, subject: Subject): Finding {
  const { run, machine } = subject
  const wanted = sentence(`The output ${comparison === 'exact' ? 'is' : 'contains'} ${preview(value)}`)
  if (run.status !== 'SUCCEEDED' || run.stoppedBy || run.output === undefined) {
    const end = ending(subject)
    return fails(`${end.text} So there is no output.`, wanted, end.evidence, end.at)
  }
  const difference = firstDifference(value, run.output, comparison)
  if (!difference) return holds(lastId(run.history))
  const left = run.history.findLast(isExited)
  return fails(
    `${sentence(`The output is ${preview(run.output)}`)} ${differenceText(difference, 'It')}`,
    wanted,
    left ? [left.id, ...lastId(run.history)] : lastId(run.history),
    placeOfState(machine, left?.details.name),
  )
}
