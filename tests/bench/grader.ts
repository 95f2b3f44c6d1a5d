import { pathToFileURL } from 'node:url'
import type { Answer } from '@/lib/exercises'
import { reportOf } from '@/lib/runners/grade-in-pool'
import { closeGradingPool, gradingPool } from '@/lib/runners/grading-pool'
import { measureMemory } from './grader-memory'
import { atCapacity, type Series } from './load'
import { atLeast, type Measured, printTable } from './report'
import { exercise, withHandlers, withoutHandlers } from './submissions'

/** The grader alone, warm: submissions a second, without network and database. */
export async function measureGrader(seconds = 5): Promise<Measured[]> {
  const without = await capacity(withoutHandlers, seconds)
  const withThree = await capacity(withHandlers, seconds)
  await closeGradingPool()
  return [
    { what: 'without handlers', ...atLeast(without.perSecond, 300, '/s') },
    { what: 'with three handler scenarios', ...atLeast(withThree.perSecond, 50, '/s') },
  ]
}

async function capacity(answer: Answer, seconds: number): Promise<Series> {
  const once = async () => {
    const outcome = await gradingPool().run((known) => {
      const isKnown = known.get(exercise.id) !== undefined
      known.set(exercise.id, exercise.contentVersion)
      return { exerciseId: exercise.id, ...(!isKnown && { exercise }), answer }
    })
    const { outcome: verdict } = reportOf(outcome, exercise.id)
    if (verdict !== 'passed' && verdict !== 'failed') throw new Error(`The grader answered "${verdict}".`)
  }
  const width = 8
  await atCapacity(width, 2, once)
  return atCapacity(width, seconds, once)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  printTable('The grader alone, warm', await measureGrader())
  printTable('Its memory, while answers try to eat it', await measureMemory())
}
