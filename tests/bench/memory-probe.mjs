// @ts-check
/**
 * Loaded into a process before anything else (`node --import`): on SIGUSR2 it collects its garbage and writes down how
 * many bytes its heap then has in use, to a file of its own in `STEPWISE_HEAP_FOLDER`. Node gives a running process no
 * other way to be asked that without a debugger.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

const folder = process.env.STEPWISE_HEAP_FOLDER

if (isMainThread && folder) {
  setFlagsFromString('--expose-gc')
  /** @type {() => void} */
  const collect = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    collect()
    // What the first one has freed may have held more by finalizers.
    collect()
    const file = `${folder}/${process.pid}`
    writeFileSync(`${file}.new`, String(process.memoryUsage().heapUsed))
    renameSync(`${file}.new`, file)
  })
}
