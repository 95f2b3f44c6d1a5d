/**
 * How long a large run takes in the sandbox, with all its services: 1,000 messages, 200 items, 50 handlers, faults on
 * order. Start it with `npx tsx --conditions=react-server tests/bench/sandbox.ts`. The budget is one second.
 */
import { largeRun } from '../sandbox/large'

const RUNS = 9
const times: number[] = []
let events = 0
for (let number = 0; number < RUNS + 2; number++) {
  const begun = performance.now()
  events = (await largeRun()).history.length
  if (number >= 2) times.push(performance.now() - begun)
}
times.sort((one, other) => one - other)
const median = times[Math.floor(RUNS / 2)] ?? 0
console.log(`sandbox: ${events} events, median ${median.toFixed(0)} ms of ${RUNS} runs (budget 1000 ms)`)
