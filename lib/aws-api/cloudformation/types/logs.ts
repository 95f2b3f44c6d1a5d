import { textOf } from '../properties'
import type { ResourceType } from '../step'

export const logGroup: ResourceType = (properties, { accountId, region, madeUpName }) => {
  const name = textOf(properties, 'LogGroupName') ?? madeUpName
  return {
    ref: name,
    attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
    make: [{ on: 'logs', act: 'Make', group: name }],
    unmake: [{ on: 'logs', act: 'Remove', group: name }],
  }
}
