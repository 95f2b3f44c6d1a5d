/**
 * What is taught: courses, lessons, exercises and questions under `content/`. This door has the forms and the
 * vocabulary of lessons; reading files is behind `server.ts`. May import: `lib/exercises`, `lib/quiz`.
 */
export type { AccountText, Example, ExampleGroup, ExampleInput } from './example'
export { type JsonFile, readJsonFile } from './json-file'
export type { Course, CourseModule, Lesson, Source } from './lesson'
export {
  type LessonComponent,
  type LessonComponentName,
  lessonComponents,
  type NoteKind,
} from './lesson-components'
