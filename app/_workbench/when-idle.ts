/** Does what can wait when the browser has nothing better to do, and after a moment anyway. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 1_500 })
  else setTimeout(work, 200)
}
