/**
 * `npm run bench:page`: what the lesson page costs a reader. Script by the kilobyte, before and after the workbench
 * is open; layout shift, long tasks and paint at a quarter of the speed; Lighthouse's scores. Bytes, shifts and scores
 * for what can be read off a page are gates; times depend on the machine, so they are printed with its load.
 */
import { findChromium } from '../../scripts/chromium.mjs'
import { removeData, startServer } from '../support/server'
import { lighthouseScores } from './page-lighthouse'
import { measureFeel, measureScript } from './page-load'
import { printTable } from './report'

const LESSON = '/lessons/four-types-of-task'

const executablePath = await findChromium()
if (!executablePath) throw new Error('No Chromium: npm test says how to get one, or set CHROMIUM_PATH.')
const server = await startServer()
try {
  const script = await measureScript(executablePath, server.url + LESSON)
  printTable('Lesson page, script (gzip)', script)
  const feel = await measureFeel(executablePath, server.url + LESSON)
  printTable('Lesson page, feel, at a quarter of the speed', feel)
  const scores = []
  for (const address of ['/', LESSON]) {
    const rows = await lighthouseScores(executablePath, server.url + address)
    printTable(`Lighthouse, mobile, ${address}`, rows)
    scores.push(...rows)
  }
  const missed = [...script, ...feel, ...scores].filter(({ isGate, budget }) => isGate && !budget?.isMet)
  if (missed.length > 0) process.exitCode = 1
} finally {
  await server.stop()
  removeData(server)
}
