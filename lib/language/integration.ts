/** A service integration as its ARN names it. */
export interface Integration {
  isSdk: boolean
  service: string
  action: string
  /** Without its dot; empty for an answer at once. */
  pattern: string
}

/** Reads `arn:aws:states:::[aws-sdk:]SERVICE:ACTION[.PATTERN]`; undefined for any other text. */
export function integrationOf(resource: string): Integration | undefined {
  const read = /^arn:aws[a-z-]*:states:::(aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)(?:\.(.+))?$/.exec(resource)
  if (!read) return undefined
  const [, sdk, service = '', action = '', pattern = ''] = read
  return { isSdk: sdk !== undefined, service, action, pattern }
}
