import { Failed } from '../failure'

/** The three ways in which a map run fails as a whole. */

export function itemReaderFailed(cause: string): Failed {
  return new Failed({ error: 'States.ItemReaderFailed', cause })
}

export function resultWriterFailed(cause: string): Failed {
  return new Failed({ error: 'States.ResultWriterFailed', cause })
}

/** The cause as TestState was recorded to give it. */
export function toleranceExceeded(): Failed {
  return new Failed({
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  })
}
