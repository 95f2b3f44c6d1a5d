/**
 * What the comparator of recorded AWS histories talks to: one case per line in, one answer per line out.
 * Start it with `npm run conformance`, which runs the comparator over the recordings.
 */
import { createInterface } from 'node:readline'
import type { Answer, ConformanceCase } from './case'
import { execute } from './execute'
import { create, validate } from './validate'

async function answer(asked: ConformanceCase): Promise<Answer> {
  switch (asked.kind) {
    case 'execution':
      return execute(asked)
    case 'validate':
      return validate(asked)
    case 'createError':
      return create(asked)
    case 'testState':
      return { id: asked.id, unsupported: 'TestState is not there yet.' }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as ConformanceCase
  try {
    console.log(JSON.stringify(await answer(asked)))
  } catch (error) {
    console.log(JSON.stringify({ id: asked.id, crash: error instanceof Error ? error.stack : String(error) }))
  }
}
