import type { JsonObject } from '@/lib/json'
import type { Provision } from '@/lib/services'

/** One thing that a resource is made of, or that making it amounts to. */
export type Step =
  /** In the simulated account. */
  | { on: 'account'; change: Provision }
  /** By an operation of Step Functions; `name` is of the machine or activity. */
  | {
      on: 'states'
      operation: 'CreateStateMachine' | 'DeleteStateMachine' | 'CreateActivity' | 'DeleteActivity'
      name: string
      request: JsonObject
    }
  | { on: 'logs'; act: 'Make' | 'Remove'; group: string }
  /** A managed policy, which is nothing by itself but a document under an ARN. */
  | { on: 'policies'; act: 'Make' | 'Remove'; arn: string; document: JsonObject }

/** What a type of resource makes of the properties of one. All of it is known before anything is made. */
export interface Blueprint {
  /** What `Ref` gives, and what the API calls the physical id. */
  ref: string
  attributes: Readonly<Record<string, string>>
  make: readonly Step[]
  unmake: readonly Step[]
}

export interface Place {
  accountId: string
  region: string
  /** Of the resource, where the template leaves it open. */
  madeUpName: string
  /** Hexadecimal digits that only this resource has. */
  digits: string
  /** Tags of the stack, and AWS's own about it. */
  tags: readonly { key: string; value: string }[]
  /** The document of a managed policy, of this stack or another one. */
  policyOf(arn: string): JsonObject | undefined
}

/** A type of resource, such as `AWS::SQS::Queue`. @throws PropertyProblem */
export type ResourceType = (properties: JsonObject, place: Place) => Blueprint
