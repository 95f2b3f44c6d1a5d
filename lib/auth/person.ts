/** Somebody with a session: a guest, or someone with an account. */
export interface Person {
  id: string
  name: string
  /** A guest has none that could be shown. */
  email?: string
  isGuest: boolean
}

declare const asked: unique symbol

/**
 * A person whose session has been asked for. Only `learnerOf` makes one, so whoever holds a `Learner` has come
 * through the door.
 */
export interface Learner extends Person {
  readonly [asked]: 'learner'
}

/** A person who teaches at least one cohort. Which ones is for each query to say, in its `where`. */
export interface Instructor extends Person {
  readonly [asked]: 'instructor'
}
