/**
 * The two query languages as the interpreter sees them: a path, an expression or a template goes in with a
 * `Scope`, a JSON value or a `Failure` comes out. The caller puts "An error occurred while executing the
 * state …" in front of a failure's cause; only it knows the event id.
 */
import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../interpret/signal'
import type { Expression, Path, ReferencePath, Template } from '../parse/state-machine'
import type { Scope } from './scope'

export type { Random, Scope } from './scope'

/** `field` is the name that AWS's cause mentions, such as `ErrorPath`; InputPath, OutputPath, … give none. */
export declare function evaluatePath(path: Path, scope: Scope, field?: string): Result<JsonValue, Failure>

/** Whether the path names at least one thing (`IsPresent`). */
export declare function isPresent(path: Path, scope: Scope): boolean

export declare function evaluateExpression(
  expression: Expression,
  scope: Scope,
  field?: string,
): Result<JsonValue, Failure>

export declare function fillTemplate(template: Template, scope: Scope): Result<JsonValue, Failure>

/** `input` with `result` at the path; objects on the way are made, nothing is changed in place. */
export declare function putAt(
  path: ReferencePath,
  input: JsonValue,
  result: JsonValue,
): Result<JsonValue, Failure>

/** `StringMatches`: `*` stands for any run of characters, `\*` for a star. Linear time in practice. */
export declare function wildcardMatches(pattern: string, text: string): boolean

/** Milliseconds of an RFC 3339 timestamp with `T` and `Z` or an offset; undefined when it is none. */
export declare function instantOf(timestamp: string): number | undefined
