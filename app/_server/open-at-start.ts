import 'server-only'
import { forgetIdleGuests } from '@/lib/auth/server'
import { DatabaseUnavailable, database } from '@/lib/db/server'

const DAY_MS = 86_400_000

/** Opens and migrates the database before the first request. Without one there is no server: one sentence says why. */
export async function openAtStart(): Promise<void> {
  try {
    await database()
  } catch (error) {
    console.error(error instanceof DatabaseUnavailable ? error.message : error)
    process.exit(1)
  }
  forget()
  setInterval(forget, DAY_MS).unref()
}

function forget() {
  forgetIdleGuests(new Date()).catch((error) => console.error('Idle guests could not be forgotten:', error))
}
