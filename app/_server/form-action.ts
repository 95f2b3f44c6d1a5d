import 'server-only'
import * as z from 'zod/v4/core'
import type { Instructor, Learner } from '@/lib/auth'
import { requireInstructor, requireLearner } from './people'

/** What a form shows after it was sent: the problem as a whole, or those of its fields, by name. */
export type FormState<Value = undefined> =
  | { status: 'new' }
  | { status: 'done'; value: Value }
  | {
      status: 'refused'
      problem: string
      fields: Readonly<Record<string, string>>
      /** What was typed, to be shown again; never a password. */
      typed: Readonly<Record<string, string>>
    }

type FormAction<Value> = (previous: FormState<Value>, form: FormData) => Promise<FormState<Value>>

/** An expected failure of an action, shown in its form. */
export class RefusedForm extends Error {
  override readonly name = 'RefusedForm'

  constructor(
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** A form's action for any learner, who becomes a guest by it where there is no session yet. */
export function learnerAction<Schema extends z.$ZodType, Value>(
  schema: Schema,
  work: (learner: Learner, input: z.output<Schema>) => Promise<Value>,
): FormAction<Value> {
  return formAction(schema, async (input) => work(await requireLearner(), input))
}

/** A form's action for instructors; nobody else gets as far as `work`. */
export function instructorAction<Schema extends z.$ZodType, Value>(
  schema: Schema,
  work: (instructor: Instructor, input: z.output<Schema>) => Promise<Value>,
): FormAction<Value> {
  return async (previous, form) => {
    const instructor = await requireInstructor()
    return formAction(schema, (input: z.output<Schema>) => work(instructor, input))(previous, form)
  }
}

/** A form's action for anybody, such as signing in. */
export function formAction<Schema extends z.$ZodType, Value>(
  schema: Schema,
  work: (input: z.output<Schema>) => Promise<Value>,
): FormAction<Value> {
  return async (_previous, form) => {
    const typed = shownAgain(form)
    const read = z.safeParse(schema, Object.fromEntries(form))
    if (!read.success) {
      const fields = Object.fromEntries(
        read.error.issues.map(({ path, message }) => [path.join('.'), message]),
      )
      return { status: 'refused', problem: 'Some of this cannot be right yet.', fields, typed }
    }
    try {
      return { status: 'done', value: await work(read.data) }
    } catch (error) {
      if (error instanceof RefusedForm)
        return { status: 'refused', problem: error.message, fields: error.fields, typed }
      throw error
    }
  }
}

function shownAgain(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const [name, value] of form) {
    const isSecret = /password/i.test(name) || name.startsWith('$')
    if (!isSecret && typeof value === 'string') typed[name] = value
  }
  return typed
}
