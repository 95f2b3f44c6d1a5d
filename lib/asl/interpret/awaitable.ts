/**
 * A value, or a promise of it. Only a JSONata expression makes a promise; on the JSONPath road everything stays
 * synchronous, and a step awaits nothing.
 */
export type Awaitable<T> = T | Promise<T>

/**
 * Goes on with the value: at once when it is here, later when it is promised. (Not called `then`: a module that
 * exports a `then` is taken for a promise by whoever imports it dynamically.)
 */
export function after<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Does `work`; what it throws, now or later, goes to `onError`. */
export function guard<T>(work: () => Awaitable<T>, onError: (error: unknown) => Awaitable<T>): Awaitable<T> {
  try {
    const value = work()
    return value instanceof Promise ? value.catch(onError) : value
  } catch (error) {
    return onError(error)
  }
}
