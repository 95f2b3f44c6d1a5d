/** `npm run instructor -- EMAIL`: lets somebody with an account see the work of everyone here. */
import { makeInstructor } from '@/lib/auth/server'
import { withDatabase } from './with-database'

await withDatabase(async () => {
  const email = process.argv[2]
  if (!email) throw new Error('Say whom: npm run instructor -- ada@example.org')
  if (!(await makeInstructor(email))) {
    throw new Error(
      `Nobody has signed up as ${email}: let them make an account at /sign-up first, or use npm run seed.`,
    )
  }
  console.log(`${email} is an instructor and finds the learners at /teach.`)
})
