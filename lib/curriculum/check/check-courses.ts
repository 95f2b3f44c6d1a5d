import { type ContentProblem, TOP } from '../content-problem'
import type { Library } from '../library'

/** Courses name lessons that exist, each once; every lesson has its place in a course. */
export function checkCourses(library: Library): ContentProblem[] {
  const slugs = library.files.ids('lessons/', '/lesson.mdx')
  const named = new Set<string>()
  const problems: ContentProblem[] = []
  for (const course of library.courses.values()) {
    const json = library.courseFiles.get(course.id)
    course.modules.forEach((module, moduleIndex) => {
      module.lessons.forEach((slug, index) => {
        const path = ['modules', moduleIndex, 'lessons', index]
        if (json && !slugs.includes(slug)) {
          problems.push(
            json.problemAt(path, `There is no lesson called "${slug}".`, `These exist: ${slugs.join(', ')}.`),
          )
        }
        if (json && named.has(slug)) {
          problems.push(json.problemAt(path, `The lesson "${slug}" stands twice.`, 'Keep it in one place.'))
        }
        named.add(slug)
      })
    })
  }
  for (const slug of slugs.filter((candidate) => !named.has(candidate) && library.lessons.has(candidate))) {
    problems.push({
      file: `lessons/${slug}/lesson.mdx`,
      ...TOP,
      message: 'No course has this lesson, so nobody can find it.',
      hint: 'Add its slug to a module in content/courses.',
    })
  }
  return problems
}

const owned = [
  /^courses\/[^/]+\.json$/,
  /^examples\/catalogue\.json$/,
  /^exams\/[^/]+\.json$/,
  /^questions\/[^/]+\.json$/,
  /^schemas\/[^/]+\.schema\.json$/,
  /^lessons\/[^/]+\/(lesson\.mdx|[^/]+\.(asl\.json|svg|png))$/,
]

/** Files that nothing reads. Those inside the folder of an exercise or an example are found with it. */
export function strayFiles(library: Library): ContentProblem[] {
  const folders = [
    ...library.files.ids('exercises/', '/exercise.json').map((id) => `exercises/${id}/`),
    ...library.files.ids('examples/', '/example.json').map((slug) => `examples/${slug}/`),
  ]
  return library.files
    .all()
    .filter((file) => !owned.some((pattern) => pattern.test(file)))
    .filter((file) => !folders.some((folder) => file.startsWith(folder)))
    .map((file) => ({
      file,
      ...TOP,
      message: 'Nothing reads this file.',
      hint: 'docs/authoring.md says which files belong where. Move it, or delete it.',
    }))
}
