import { fits, patternOf } from '../wildcard'
import { conditionsHold } from './conditions'
import type { RequestContext } from './context'
import type { Policy, Statement } from './policy-document'
import { filledIn } from './variables'

export interface AccessRequest {
  /** Such as `lambda:InvokeFunction`. */
  action: string
  /** Undefined when the sandbox cannot tell: then any `Resource` of an Allow fits, and of a Deny only `*`. */
  resource: string | undefined
  context: RequestContext
}

/** What is attached to a role. */
export interface Identity {
  policies: readonly Policy[]
  boundary?: Policy
}

export type Decision =
  | { effect: 'Allow' }
  | { effect: 'ExplicitDeny' | 'ImplicitDeny'; by: 'identity-based policy' | 'permissions boundary' }

/**
 * IAM's order: an explicit Deny anywhere ends it; then something has to allow, the identity's policies and, where
 * there is one, the permissions boundary as well; otherwise the request is denied.
 */
export function decide({ policies, boundary }: Identity, request: AccessRequest): Decision {
  if (policies.some((policy) => says('Deny', policy, request)))
    return { effect: 'ExplicitDeny', by: 'identity-based policy' }
  if (boundary && says('Deny', boundary, request))
    return { effect: 'ExplicitDeny', by: 'permissions boundary' }
  if (!policies.some((policy) => says('Allow', policy, request)))
    return { effect: 'ImplicitDeny', by: 'identity-based policy' }
  if (boundary && !says('Allow', boundary, request))
    return { effect: 'ImplicitDeny', by: 'permissions boundary' }
  return { effect: 'Allow' }
}

/** Whether a statement with this effect is about the request. */
function says(effect: Statement['effect'], policy: Policy, request: AccessRequest): boolean {
  return policy.statements.some(
    (statement) =>
      statement.effect === effect &&
      isAboutAction(statement, request.action) &&
      isAboutResource(statement, request, policy.hasVariables) &&
      conditionsHold(statement.conditions, request.context, policy.hasVariables),
  )
}

/** Names of services and actions have no case. */
export function isAboutAction({ actions }: Statement, action: string): boolean {
  const name = action.toLowerCase()
  const found = actions.patterns.some((pattern) => fits(patternOf(pattern.toLowerCase()), name))
  return found !== actions.not
}

function isAboutResource(
  { resources, effect }: Statement,
  { resource, context }: AccessRequest,
  variables: boolean,
): boolean {
  if (!resources) return true
  if (resource === undefined) {
    return effect === 'Allow' ? true : !resources.not && resources.patterns.includes('*')
  }
  const found = resources.patterns.some((text) => {
    const pattern = filledIn(text, context, { variables, wildcards: true })
    return pattern !== undefined && fits(pattern, resource)
  })
  return found !== resources.not
}
