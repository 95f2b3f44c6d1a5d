import 'server-only'
import type { Question } from '@/lib/quiz'
import { questionFileSchema } from '@/lib/quiz/schemas'
import type { ContentFiles } from './content-files'
import type { ContentProblem } from './content-problem'
import { readJsonFile } from './json-file'

/** Reads `questions/<id>.json`. */
export function readQuestion(
  files: ContentFiles,
  id: string,
): { question?: Question; problems: readonly ContentProblem[] } {
  const file = `questions/${id}.json`
  const json = readJsonFile(
    file,
    files.text(file),
    questionFileSchema,
    'content/schemas/question.schema.json',
  )
  if (!json.ok) return { problems: json.error }
  const { $schema, ...rest } = json.value.value
  const question: Question = { id, ...rest }
  const ids = question.options.map((option) => option.id)
  const problems = ids.flatMap((option, index) =>
    ids.indexOf(option) === index
      ? []
      : [
          json.value.problemAt(
            ['options', index, 'id'],
            `Two options are called "${option}".`,
            'Rename one of them.',
          ),
        ],
  )
  const keys = question.options.filter((option) => option.correct).length
  const keysWanted = question.kind === 'multiple-choice' ? keys === 1 : keys >= 2 && keys < ids.length
  if (!keysWanted) {
    problems.push(
      json.value.problemAt(
        ['options'],
        question.kind === 'multiple-choice'
          ? `A multiple-choice question has exactly one correct option; this has ${keys}.`
          : `A multiple-response question has two or more correct options, and not all; this has ${keys}.`,
        'Set "correct" to true on the key and to false on the others.',
      ),
    )
  }
  return problems.length > 0 ? { problems } : { question, problems }
}
