/** A template that CloudFormation refuses before it makes anything; `code` as its API spells it. */
export class StackRefused extends Error {
  constructor(
    message: string,
    readonly code = 'ValidationError',
    readonly status = 400,
  ) {
    super(message)
    this.name = 'StackRefused'
  }
}

/** @throws StackRefused */
export function refuseStack(message: string, code?: string, status?: number): never {
  throw new StackRefused(message, code, status)
}

/** A property that its resource cannot be made with: the stack fails at that resource, as on AWS. */
export class PropertyProblem extends Error {}

/** @throws PropertyProblem */
export function badProperty(problem: string): never {
  throw new PropertyProblem(problem)
}
