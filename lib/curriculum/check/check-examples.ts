import { parseFor, runScenario, type World } from '@/lib/exercises'
import { type ContentProblem, TOP } from '../content-problem'
import type { Example } from '../example'
import type { Library } from '../library'
import { definitionProblems } from './definition-problems'

const CATALOGUE = 'examples/catalogue.json'

/** The catalogue names examples that exist, each once, and every example has its place in it. */
export function checkCatalogue({ examples, files, catalogueFile }: Library): ContentProblem[] {
  if (!catalogueFile) return []
  const { start, groups } = catalogueFile.value
  const slugs = files.ids('examples/', '/example.json')
  const named = new Set<string>()
  const problems: ContentProblem[] = []
  const places = [
    { slug: start, path: ['start'] },
    ...groups.flatMap((group, place) =>
      group.examples.map((slug, index) => ({ slug, path: ['groups', place, 'examples', index] })),
    ),
  ]
  for (const { slug, path } of places) {
    if (!slugs.includes(slug)) {
      problems.push(
        catalogueFile.problemAt(
          path,
          `There is no example called "${slug}".`,
          `These exist: ${slugs.join(', ')}.`,
        ),
      )
    }
    if (named.has(slug)) {
      problems.push(
        catalogueFile.problemAt(path, `The example "${slug}" stands twice.`, 'Keep it in one place.'),
      )
    }
    named.add(slug)
  }
  for (const slug of examples.keys()) {
    if (named.has(slug)) continue
    problems.push({
      file: `examples/${slug}/example.json`,
      ...TOP,
      message: 'The catalogue does not have this example, so nobody can find it.',
      hint: `Add it to a group in content/${CATALOGUE}.`,
    })
  }
  return problems
}

/** Runs an example with each of its inputs, to see that it ends as it says. */
export async function proveExample(
  { exampleFiles, runnables, files }: Library,
  { slug, inputs, type }: Example,
  world: World,
): Promise<ContentProblem[]> {
  const json = exampleFiles.get(slug)
  const runnable = runnables.get(slug)
  if (!json || !runnable) return []
  const folder = `examples/${slug}`
  const definition = `${folder}/definition.asl.json`
  const problems = await machineProblems(files, folder, json.value.account.machines)
  const text = files.text(definition)
  const parsed = await parseFor({ workflowType: type }, text)
  if (!parsed.ok) return [...problems, ...definitionProblems(definition, parsed)]
  problems.push(...definitionProblems(definition, { diagnostics: parsed.warnings }))
  for (const [index, { ends, title }] of inputs.entries()) {
    const made = await runScenario(runnable, String(index + 1), text, world)
    if (!made.ok) continue
    const { run } = made
    const { failure } = run
    const expected = [
      ['status', ends.status, run.status],
      ['error', ends.error, failure?.error],
      ['output', ends.output, run.output],
    ] as const
    for (const [member, wanted, found] of expected) {
      if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found)) continue
      const why = failure ? ` (${failure.error}: ${failure.cause})` : ''
      problems.push(
        json.problemAt(
          ['inputs', index, 'ends', member],
          `With "${title}" the ${member} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}${why}.`,
          'Correct the machine, or say how it ends.',
        ),
      )
    }
  }
  return problems
}

/** The definitions in `machines/`, each read as the type of workflow that it is in the account. */
async function machineProblems(
  files: Library['files'],
  folder: string,
  machines: Readonly<Record<string, { file: string; type?: 'STANDARD' | 'EXPRESS' }>> = {},
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = []
  for (const { file, type } of Object.values(machines)) {
    const parsed = await parseFor({ ...(type && { workflowType: type }) }, files.text(`${folder}/${file}`))
    if (!parsed.ok) problems.push(...definitionProblems(`${folder}/${file}`, parsed))
  }
  return problems
}
