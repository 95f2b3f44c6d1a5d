import { target, trueOrFalse } from './decode'
import type { FieldReader } from './field-reader'
import type { Transition } from './state-machine'

/** Where a state leads that does not say it: a name that no state has, and that no rule speaks of again. */
export const nowhere: Transition = { to: 'State', name: '' }

const END: Transition = { to: 'End' }

/** `Next` or `End`: exactly one, and `End` only as `true`. */
export function transition(fields: FieldReader): { then: Transition } {
  const name = fields.read('Next', target)
  const end = fields.read('End', trueOrFalse)
  fields.exactlyOne(
    ['Next', 'End'],
    'The state says neither where to go on nor that it is the last. Add `"Next": "…"` with the name of a state, or `"End": true`.',
  )
  if (end === false) {
    fields.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: fields.site('End').at,
      message: '`End` can only be `true`.',
      hint: 'A state that is not the last has `Next` instead.',
    })
  }
  // biome-ignore lint/suspicious/noThenProperty: it is an object, never a function, so `await` leaves it alone.
  return { then: name !== undefined ? { to: 'State', name } : end === true ? END : nowhere }
}
