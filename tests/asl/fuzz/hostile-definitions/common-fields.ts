import fc from 'fast-check'
import type { JsonObject, JsonValue } from '@/lib/json'
import { wellFormed } from '../hostile-values'
import { intrinsics, jsonata, objectTemplate, paths, referencePaths } from './expressions'
import { always, type Fields, type Language, merged, seldom, target } from './fields'

/** The fields that several types of states have. */

export function assign(language: Language): fc.Arbitrary<Fields> {
  const expression = language === 'JSONPath' ? fc.oneof(paths, intrinsics) : jsonata
  const names = fc.constantFrom('v', 'w', 'x', 'y', 'z')
  const members = fc.array(
    fc.oneof(
      fc.tuple(names, language === 'JSONata' ? fc.oneof(jsonata, wellFormed) : wellFormed),
      fc.tuple(language === 'JSONPath' ? names.map((name) => `${name}.$`) : names, expression),
    ),
    { minLength: 1, maxLength: 2 },
  )
  return seldom(
    'Assign',
    members.map((entries) => Object.fromEntries(entries) as JsonObject),
  )
}

export function flow(language: Language): fc.Arbitrary<Fields> {
  return language === 'JSONPath'
    ? merged(
        seldom('InputPath', fc.oneof<fc.Arbitrary<JsonValue>[]>(paths, fc.constant(null))),
        seldom('OutputPath', fc.oneof<fc.Arbitrary<JsonValue>[]>(paths, fc.constant(null))),
      )
    : seldom('Output', objectTemplate.JSONata)
}

export function work(language: Language): fc.Arbitrary<Fields> {
  return language === 'JSONPath'
    ? merged(seldom('ResultSelector', objectTemplate.JSONPath), seldom('ResultPath', referencePaths, 2))
    : fc.constant({})
}

const errorNames = fc.constantFrom(
  'States.ALL',
  'States.TaskFailed',
  'States.Timeout',
  'E',
  'Made.Up',
  'States.HeartbeatTimeout',
)

export function handlers(language: Language): fc.Arbitrary<Fields> {
  const retrier = merged(
    always('ErrorEquals', fc.tuple(errorNames)),
    seldom('IntervalSeconds', fc.constantFrom(1, 5)),
    seldom('MaxAttempts', fc.constantFrom(0, 1, 2, 99_999_999)),
    seldom('BackoffRate', fc.constantFrom(1, 1.5, 10)),
    seldom('MaxDelaySeconds', fc.constantFrom(6, 31_622_400)),
    seldom('JitterStrategy', fc.constant('FULL')),
  )
  const catcher = merged(
    always('ErrorEquals', fc.tuple(errorNames)),
    always('Next', target),
    language === 'JSONPath' ? seldom('ResultPath', referencePaths) : seldom('Output', objectTemplate.JSONata),
    assign(language),
  )
  return merged(
    seldom('Retry', fc.array(retrier, { maxLength: 2 })),
    seldom('Catch', fc.array(catcher, { maxLength: 2 }), 2),
  )
}

export const goesOn = fc.oneof(
  { weight: 3, arbitrary: always('Next', target) },
  { weight: 2, arbitrary: fc.constant<Fields>({ End: true }) },
)
