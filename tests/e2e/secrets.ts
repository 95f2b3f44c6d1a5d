import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const content = path.join(root, 'content')

/** A text that must not reach a browser, and where it comes from. */
export interface Secret {
  from: string
  text: string
  /** It is one only where this exercise is shown: another one may have the same input for all to see. */
  of?: string
}

/**
 * Solutions, mistakes and hidden scenarios of every exercise, keys and reasons of every question. What the public
 * files of the content hold as well (a starter may share lines with its solution) is no secret.
 */
export function secrets(): Secret[] {
  const files = filesBelow(content)
  const isSecret = (file: string) => /\/(solution\.asl\.json|mistakes\/)/.test(file)
  const known = files.filter((file) => /\.(mdx|mjs)$/.test(file) || /starter|definition/.test(file)).map(read)
  const open = known.map(squeezed).join('\n')
  const found = files.flatMap((file): Secret[] => {
    const from = path.relative(content, file)
    if (isSecret(file)) return [{ from, text: read(file) }]
    if (file.endsWith('exercise.json')) return hiddenScenarios(from, JSON.parse(read(file)))
    if (from.startsWith('questions/')) return reasons(from, JSON.parse(read(file)))
    return []
  })
  return found
    .map((secret) => ({ ...secret, text: squeezed(secret.text) }))
    .filter(({ text }) => text.length >= 16 && !open.includes(text))
}

interface ExerciseFile {
  scenarios?: { id: string; title: string; hidden?: boolean; input: unknown }[]
}

function hiddenScenarios(from: string, { scenarios = [] }: ExerciseFile): Secret[] {
  const of = path.dirname(from).replace(/^exercises\//, '')
  return scenarios
    .filter(({ hidden }) => hidden)
    .flatMap(({ title, input }) => [
      { from: `${from}, hidden scenario`, text: title, of },
      { from: `${from}, input of a hidden scenario`, text: JSON.stringify(input), of },
    ])
}

function reasons(from: string, { options = [] }: { options?: { reason: string }[] }): Secret[] {
  return options.map(({ reason }) => ({ from: `${from}, reason`, text: reason }))
}

/** Without white space, and with the quotes of strings within strings undone, however deep they were put. */
export function squeezed(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/<[^>]*>/g, '')
    .replace(/\\+[nrt]/g, '')
    .replace(/[\s\\]+/g, '')
}

/** Every file that the server hands out as it is. */
export function servedFiles(): string[] {
  const built = path.join(root, process.env.NEXT_DIST_DIR || '.next', 'static')
  return [...filesBelow(built), ...filesBelow(path.join(root, 'public'))]
}

export function read(file: string): string {
  return readFileSync(file, 'utf8')
}

function filesBelow(folder: string): string[] {
  // A clone has no `public` while nothing is in it.
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })
}
