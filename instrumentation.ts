/** Called by Next once, when a server process starts and before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { openAtStart } = await import('./app/_server/open-at-start')
  await openAtStart()
  const { gradingPool, watchLeftovers } = await import('./lib/runners/server')
  gradingPool() // Its workers start now, not with the first submission.
  const { watchSandboxes } = await import('./lib/sandbox-store/server')
  watchSandboxes() // What was due in them while no server ran happens now.
  watchLeftovers() // What runs on a real AWS account have left behind is taken away now.
}
