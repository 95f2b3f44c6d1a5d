/**
 * Writes row after row, and prints the number of each once the database has acknowledged it; embedded.test.ts kills
 * it in the middle. Rows have a payload, so that a page is often half written.
 */
import { database } from '@/lib/db/server'

const [, , name = 'writer', from = '0'] = process.argv
const db = await database()
console.log('open')
for (let n = Number(from); ; n++) {
  const value = 'x'.repeat(2_000)
  try {
    await db.$transaction([
      db.verification.create({
        data: { id: `${name}-${n}`, identifier: name, value, expiresAt: new Date(0) },
      }),
      db.verification.create({
        data: { id: `${name}-${n}-twin`, identifier: name, value, expiresAt: new Date(0) },
      }),
    ])
    console.log(String(n))
  } catch {
    // The owner of the database was killed meanwhile: not acknowledged.
  }
}
