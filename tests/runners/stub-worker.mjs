// A worker that does what it is told, so that the pool can be tried with every way a job can end.
import { parentPort, threadId } from 'node:worker_threads'

const eatMemory = () => {
  const kept = []
  for (;;) kept.push(new Array(100_000).fill({}))
}

parentPort.on('message', async ({ act, value, ms }) => {
  if (act === 'loop') for (;;);
  if (act === 'eat') eatMemory()
  if (act === 'exit') process.exit(3)
  if (act === 'throw') throw new Error('thrown in the worker')
  if (act === 'work') await new Promise((resolve) => setTimeout(resolve, ms))
  parentPort.postMessage({ value, threadId })
})
parentPort.postMessage('ready')
