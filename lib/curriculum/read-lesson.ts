import 'server-only'
import type { ContentFiles } from './content-files'
import type { ContentProblem } from './content-problem'
import { splitFrontmatter } from './frontmatter'
import type { Lesson } from './lesson'
import { type MdxText, readMdx } from './mdx-text'

export interface LessonRead {
  lesson?: Lesson
  /** What the text uses, for the checks that need the whole content. */
  text?: MdxText
  problems: readonly ContentProblem[]
}

/** Reads `lessons/<slug>/lesson.mdx` and the machines beside it. */
export function readLesson(files: ContentFiles, slug: string): LessonRead {
  const folder = `lessons/${slug}`
  const file = `${folder}/lesson.mdx`
  const split = splitFrontmatter(file, files.text(file))
  if (!split.ok) return { problems: split.error }
  const text = readMdx(file, split.value.padded)
  if (!text.ok) return { problems: text.error }
  const machineFiles = files.below(folder).filter((name) => name.endsWith('.asl.json'))
  const machines = Object.fromEntries(
    machineFiles.map((name) => [name.slice(folder.length + 1, -'.asl.json'.length), files.text(name)]),
  )
  const lesson: Lesson = {
    slug,
    ...split.value.frontmatter,
    body: split.value.body,
    machines,
    exercises: used(text.value, 'Exercise', 'id'),
    questions: used(text.value, 'Quiz', 'questions'),
  }
  return { lesson, text: text.value, problems: [] }
}

function used(text: MdxText, component: string, attribute: string): string[] {
  return text.elements.flatMap((element) => {
    const value = element.name === component ? element.attributes.get(attribute) : undefined
    return typeof value === 'object' ? value : typeof value === 'string' ? [value] : []
  })
}
