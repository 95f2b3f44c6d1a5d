import { parse, type RefuseTask } from '@/lib/asl'
import { type Driven, type DriveOptions, drive, driveAny } from '../../support/drive'
import { asLine } from './as-line'
import type { Case } from './case'
import { scripted } from './scripted-tasks'

/** Runs the case in its scripted world. Only one with JSONata may wait for anything. */
export async function runCase(
  theCase: Case,
  more: Partial<DriveOptions> = {},
): Promise<Driven & { lines: string[] }> {
  const parsed = parse(JSON.stringify(theCase.definition))
  if (!parsed.ok)
    throw new Error(`The definition of ${theCase.name} is refused: ${parsed.diagnostics[0].message}`)
  const startAt = Date.parse(theCase.startAt ?? '1970-01-01T00:00:00Z')
  const refuse: RefuseTask = ({ resourceArn }) =>
    theCase.absent?.includes(resourceArn) ? `The activity ${resourceArn} does not exist.` : undefined
  const run = JSON.stringify(theCase.definition).includes('"JSONata"') ? driveAny : drive
  const driven = await run({
    machine: parsed.machine,
    input: theCase.input ?? {},
    startAt,
    seed: 7,
    ...(theCase.type && { type: theCase.type }),
    ...(theCase.limits && { limits: theCase.limits }),
    refuse,
    answer: scripted(theCase.tasks ?? {}),
    outside: (theCase.outside ?? []).map(({ after, signal }) => ({ afterMs: after * 1000, signal })),
    ...more,
  })
  return { ...driven, lines: driven.history.map((event) => asLine(event, startAt)) }
}
