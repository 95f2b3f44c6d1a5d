/**
 * `npm run seed`: an account for the instructor, with a password that is printed once, or given by
 * `npm run seed -- --email X --password Y`. Said twice, it changes nothing. A running server need not be stopped.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { auth, makeInstructor } from '@/lib/auth/server'
import { database } from '@/lib/db/server'
import { withDatabase } from './with-database'

await withDatabase(async () => {
  const { values } = parseArgs({
    options: {
      email: { type: 'string', default: 'instructor@example.org' },
      name: { type: 'string', default: 'Instructor' },
      password: { type: 'string' },
    },
  })
  const email = values.email.toLowerCase()
  const db = await database()
  const known = await db.user.findUnique({ where: { email }, select: { id: true } })
  const password = values.password ?? randomBytes(12).toString('base64url')
  if (!known) await (await auth()).api.signUpEmail({ body: { email, name: values.name, password } })
  await makeInstructor(email)
  if (known) console.log(`${email} has an account already and is an instructor. The password stays as it is.`)
  else if (values.password)
    console.log(`${email} is an instructor, with the password given. Sign in at /sign-in.`)
  else
    console.log(
      `${email} is an instructor, with the password ${password} (shown this once). Sign in at /sign-in.`,
    )
})
