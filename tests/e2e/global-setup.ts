import { removeData, startServer } from '../support/server'

/** One server for all tests; each test is a new browser context and so a learner of its own. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_BASE_URL) return undefined
  const server = await startServer()
  process.env.E2E_BASE_URL = server.url
  process.env.E2E_DATA = server.dataFolder
  return async () => {
    await server.stop()
    removeData(server)
  }
}
