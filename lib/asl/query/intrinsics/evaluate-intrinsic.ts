import { assertNever } from '@/lib/assert-never'
import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'
import type { Failure } from '../../interpret/signal'
import type { IntrinsicCall, Path } from '../../parse/state-machine'
import { guarded, ok, runtimeFailure } from '../failure'
import { find } from '../find'
import type { Scope } from '../scope'
import { jsonText } from '../text'
import type { Work } from '../work'
import { intrinsicFunctions } from './functions'
import { Given, Refused } from './given'
import { type Argument, type Intrinsic, type IntrinsicName, takes } from './intrinsic'

/**
 * The result of an intrinsic function: its arguments from the left, then itself. A failure quotes the whole of
 * what was written, also when a call inside is the one that fails. It is a `States.Runtime`, though the guide lists
 * States.IntrinsicFailure (measured in public: gabrielmoreira/tiny-asl-machine, tests/conformance).
 */
export function evaluateIntrinsic(
  written: IntrinsicCall,
  scope: Scope,
  work: Work,
): Result<JsonValue, Failure> {
  return guarded(() => new Evaluation(written.text, scope, work).call(written.compiled))
}

class Evaluation {
  constructor(
    private readonly text: string,
    private readonly scope: Scope,
    private readonly work: Work,
  ) {}

  call(intrinsic: Intrinsic): Result<JsonValue, Failure> {
    const values: JsonValue[] = []
    for (const argument of intrinsic.arguments) {
      const value = this.#argument(argument, intrinsic)
      if (!value.ok) return value
      values.push(value.value)
    }
    const { name } = intrinsic
    if (!takes(name, values.length)) return this.#refused(name, new Refused())
    try {
      const { work, scope } = this
      return ok(intrinsicFunctions[name](new Given(values, work), { work, random: scope.random }))
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      return this.#refused(name, problem)
    }
  }

  #argument(argument: Argument, { name, arguments: all }: Intrinsic): Result<JsonValue, Failure> {
    switch (argument.kind) {
      case 'Value':
        return ok(argument.value)
      case 'Text':
        // The template keeps its escapes: `\{` is a brace there, and `{}` a hole.
        return ok(name === 'States.Format' && argument === all[0] ? argument.raw : argument.value)
      case 'Path':
        return this.#path(argument.path)
      case 'Call':
        return this.call(argument.call)
      default:
        return assertNever(argument)
    }
  }

  /** AWS writes a path into the context object with one `$`, and prints the state's data for it all the same. */
  #path(path: Path): Result<JsonValue, Failure> {
    const selected = find(path, this.scope, this.work)
    if (selected.found) return ok(selected.value)
    if (selected.reason === 'NotAnArray') return this.#notFound(selected.message)
    const written = path.root.kind === 'Context' ? path.text.slice(1) : path.text
    const input = jsonText(this.scope.input, this.work)
    return this.#notFound(
      `The JsonPath argument for the field '${written}' could not be found in the input '${input}'`,
    )
  }

  #notFound(problem: string): Result<never, Failure> {
    return runtimeFailure(`The function '${this.text}' had the following error: ${problem}`)
  }

  #refused(
    name: IntrinsicName,
    { detail = `Invalid arguments in ${name}` }: Refused,
  ): Result<never, Failure> {
    return runtimeFailure(
      `There was an error while evaluating the intrinsic function: ${this.text}. ${detail}`,
    )
  }
}
