import type { Resource } from '@/lib/asl'
import { ownMember } from '@/lib/json'
import { loaders } from './loaders'

/**
 * What an operation answers, in the compact form of the files beside this one. A number stands for the shape at
 * that place of its service's list.
 */
export type Shape =
  | number
  /** Any string, number or boolean. */
  | 's'
  | 'n'
  | 'b'
  /** A string whose length, or a number whose value, has bounds. */
  | readonly ['s' | 'n', least: number | null, most: number | null]
  /** One of these strings. */
  | readonly ['e', readonly string[]]
  /** A list, and a map, of these. */
  | readonly ['l' | 'm', Shape]
  /** An object: its members, and the names of those that are required. */
  | readonly ['o', Readonly<Record<string, Shape>>, readonly string[]]
  /** Any JSON. */
  | readonly ['*']

/** The shapes of one service, and what each of its actions answers. */
export interface ServiceShapes {
  actions: Readonly<Record<string, Shape>>
  shapes: readonly Shape[]
}

/** What a call answers; shapes that are numbers are looked up in `shapes`. */
export interface ResultShape {
  shape: Shape
  shapes: readonly Shape[]
}

/** Optimised integrations that do not go by the name of their service in the AWS SDK. */
const SDK_NAMES: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  elasticmapreduce: 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
}

/**
 * Actions of optimised integrations that give back the answer of another operation when the job has ended:
 * `startExecution.sync` waits and then describes the execution.
 */
const JOB_RESULTS: Readonly<Record<string, string>> = { 'sfn:startExecution': 'describeExecution' }

/**
 * What the task's call answers, if we carry it. Nothing for a callback, which answers what it likes, and for
 * `apigateway:invoke`, which is no operation of the SDK.
 */
export async function resultShape(resource: Resource): Promise<ResultShape | undefined> {
  if (resource.kind !== 'Integration' || resource.pattern === 'waitForTaskToken') return undefined
  const service = (resource.integration === 'optimized' && SDK_NAMES[resource.service]) || resource.service
  const action = actionOf(service, resource)
  const load = ownMember(loaders, service)
  if (action === undefined || !load) return undefined
  const { actions, shapes } = JSON.parse((await load()).default) as ServiceShapes
  const shape = ownMember(actions, action)
  return shape === undefined ? undefined : { shape, shapes }
}

function actionOf(service: string, { action, pattern }: Extract<Resource, { kind: 'Integration' }>) {
  return pattern === 'requestResponse' ? action : JOB_RESULTS[`${service}:${action}`]
}
