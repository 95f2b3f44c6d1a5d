/** Success with a value, or an expected failure as a value. What nobody expects is thrown instead. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E }
