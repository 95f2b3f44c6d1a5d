import type { Identity } from './decide'
import { type Policy, type PolicyDocument, readPolicy } from './policy-document'

/** A role as an exercise describes it. */
export interface RoleSetup {
  /** Identity policies, in IAM's JSON. */
  policies: readonly PolicyDocument[]
  boundary?: PolicyDocument
  /** Who may assume it; without one, nobody but Step Functions as an execution role. */
  trust?: PolicyDocument
}

export interface Role extends Identity {
  readonly trust?: Policy
}

const read = new WeakMap<RoleSetup, Role>()

/** The role with its policies read; they are read once. @throws when a policy is not one. */
export function roleOf(name: string, setup: RoleSetup): Role {
  const known = read.get(setup)
  if (known) return known
  const { policies, boundary, trust } = setup
  const role: Role = {
    policies: policies.map((policy) => checked(name, policy, false)),
    ...(boundary && { boundary: checked(name, boundary, false) }),
    ...(trust && { trust: checked(name, trust, true) }),
  }
  read.set(setup, role)
  return role
}

function checked(name: string, written: PolicyDocument, trust: boolean): Policy {
  const policy = readPolicy(written, { trust })
  if (!policy.ok) throw new Error(`A policy of the role "${name}" is not valid: ${policy.problem}`)
  return policy.policy
}
