/**
 * Who is asking: better-auth's configuration, guests, and the roles. No password or token code of ours.
 * May import lib/db.
 */
import 'server-only'

export { auth } from './better-auth'
export { EVERYONE } from './cohort-of-everyone'
export { forgetIdleGuests } from './forget-idle-guests'
export { instructorOf, learnerOf, makeGuest, personOf, type SessionHeaders } from './people'
export { makeInstructor } from './roles'
