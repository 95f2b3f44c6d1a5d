import { dataFlow } from '../data-flow'
import type { SucceedState } from '../state-machine'
import type { StateReading } from './read-state'

export function readSucceed({ base, fields }: StateReading<'Succeed'>): SucceedState {
  return { ...base, flow: dataFlow(fields, base.queryLanguage) }
}
