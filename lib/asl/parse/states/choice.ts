import { choiceRules } from '../choice-rules'
import { dataFlow } from '../data-flow'
import { target } from '../decode'
import type { ChoiceState } from '../state-machine'
import type { StateReading } from './read-state'

export function readChoice({ base, fields }: StateReading<'Choice'>): ChoiceState {
  const otherwise = fields.read('Default', target)
  return {
    ...base,
    flow: dataFlow(fields, base.queryLanguage),
    rules: choiceRules(fields, base.queryLanguage),
    ...(otherwise === undefined ? {} : { otherwise }),
  }
}
