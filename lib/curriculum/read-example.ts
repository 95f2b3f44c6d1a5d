import 'server-only'
import type { Runnable } from '@/lib/exercises'
import type { ContentFiles } from './content-files'
import { ContentFolder } from './content-folder'
import type { ContentProblem } from './content-problem'
import type { Example } from './example'
import { type ExampleFile, exampleFileSchema } from './example-file'
import { type JsonFile, readJsonFile } from './json-file'

export interface ExampleRead {
  example?: Example
  /** The inputs as scenarios, in order: `1`, `2`, … */
  runnable?: Runnable
  /** For problems that only running it shows. */
  json?: JsonFile<ExampleFile>
  problems: readonly ContentProblem[]
}

/** Reads `examples/<slug>/`: the example, or what is wrong with its files. */
export function readExample(files: ContentFiles, slug: string): ExampleRead {
  const folder = `examples/${slug}`
  const jsonPath = `${folder}/example.json`
  const json = readJsonFile(
    jsonPath,
    files.text(jsonPath),
    exampleFileSchema,
    'content/schemas/example.schema.json',
  )
  if (!json.ok) return { problems: json.error }
  const reader = new ContentFolder(files, folder, 'example.json', json.value)
  const { account, workflowType: type, inputs, $schema: _, ...said } = json.value.value
  const definition = reader.text('definition.asl.json', [])
  const texts: Record<string, string> = {}
  const setup = reader.account(account, ['account'], (name, text) => {
    texts[name] = text
  })
  const problems = [...reader.problems, ...reader.strayFiles()]
  if (problems.length > 0) return { problems }
  return {
    example: {
      slug,
      ...said,
      type,
      definition,
      inputs,
      account: { json: `${JSON.stringify(account, undefined, 2)}\n`, files: texts },
    },
    runnable: {
      id: slug,
      workflowType: type,
      scenarios: inputs.map(({ title, input }, index) => ({
        id: String(index + 1),
        title,
        hidden: false,
        input,
        account: setup,
        startAt: '2026-11-02T09:00:00Z',
        seed: 1,
        runsOn: ['sandbox'],
      })),
    },
    json: json.value,
    problems,
  }
}
