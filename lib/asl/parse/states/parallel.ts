import { catchers } from '../catchers'
import { dataFlow } from '../data-flow'
import { list, object } from '../decode'
import { retriers } from '../retriers'
import type { ParallelState } from '../state-machine'
import { transition } from '../transition'
import type { StateReading } from './read-state'

export function readParallel({ base, fields, readMachine }: StateReading<'Parallel'>): ParallelState {
  const branch = list(
    (value, site) => {
      const members = object(value, site)
      return members && readMachine(members, site.at, 'Branch')
    },
    { nonEmpty: true },
  )
  return {
    ...base,
    branches: fields.readOr('Branches', branch, []),
    flow: dataFlow(fields, base.queryLanguage),
    retriers: retriers(fields, base.queryLanguage),
    catchers: catchers(fields, base.queryLanguage),
    ...transition(fields),
  }
}
