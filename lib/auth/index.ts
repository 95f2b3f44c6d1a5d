/** The people: types that are safe anywhere. Sessions, roles and better-auth are behind `server.ts`; imports lib/db. */
export type { Instructor, Learner, Person } from './person'
