import 'server-only'
import * as z from 'zod/mini'
import { exerciseFileSchema } from '@/lib/exercises/schemas'
import { questionFileSchema } from '@/lib/quiz/schemas'
import type { ContentFiles } from './content-files'
import { type ContentProblem, TOP } from './content-problem'
import { catalogueFileSchema, exampleFileSchema } from './example-file'
import { courseFileSchema } from './file-schemas'

/** A schema for editors, generated from the zod schema that reads the files. */
export interface JsonSchemaFile {
  /** From the content root. */
  file: string
  text: string
}

const sources = {
  course: { title: 'A course of Stepwise', schema: courseFileSchema },
  exercise: { title: 'An exercise of Stepwise', schema: exerciseFileSchema },
  example: { title: 'An example of the playground of Stepwise', schema: exampleFileSchema },
  catalogue: { title: 'The catalogue of examples of Stepwise', schema: catalogueFileSchema },
  question: { title: 'A question of Stepwise', schema: questionFileSchema },
}

export function jsonSchemaFiles(): JsonSchemaFile[] {
  return Object.entries(sources).map(([name, { title, schema }]) => {
    // As authors write it: what has a default may be left out.
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' })
    return {
      file: `schemas/${name}.schema.json`,
      text: `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`,
    }
  })
}

export function staleSchemas(files: ContentFiles): ContentProblem[] {
  return jsonSchemaFiles()
    .filter(({ file, text }) => !files.has(file) || !isSameJson(files.text(file), text))
    .map(({ file }) => ({
      file,
      ...TOP,
      message: 'This schema is not the one that the code reads files with.',
      hint: 'Run npm run content:check -- --write-schemas and commit the result.',
    }))
}

/** Whatever a formatter made of the line breaks. */
function isSameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other))
  } catch {
    return false
  }
}
