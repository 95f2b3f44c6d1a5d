import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkContent, jsonSchemaFiles, problemText } from '@/lib/curriculum/check'
import { loadHandlers } from '@/lib/handlers'

/**
 * `npm run content:check`: reads all content, follows every reference and runs every exercise.
 * `--root DIR` checks another folder; `--write-schemas` writes the schemas for editors first.
 * Exit status 1 when anything is wrong.
 */
const { values } = parseArgs({
  options: {
    root: { type: 'string', default: 'content' },
    'write-schemas': { type: 'boolean', default: false },
  },
})

const root = path.resolve(values.root)
const shownRoot = path.relative(process.cwd(), root).startsWith('..')
  ? root
  : path.relative(process.cwd(), root)

if (values['write-schemas']) {
  for (const { file, text } of jsonSchemaFiles()) {
    const target = path.join(root, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}

const { problems, counts } = await checkContent(root, { runHandler: await loadHandlers() })
for (const problem of problems) console.error(problemText(problem, shownRoot))
console.log(
  `content: ${Object.entries(counts)
    .map(([what, count]) => `${count} ${count === 1 ? what.replace(/s$/, '') : what}`)
    .join(', ')}: ${problems.length === 0 ? 'no problem' : `${problems.length} to mend`}`,
)
process.exitCode = problems.length === 0 ? 0 : 1
