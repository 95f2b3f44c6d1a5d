import { closeDatabase, database } from '@/lib/db/server'

/** Makes the database that global-embedded.ts hands out copies of, in the folder of `STEPWISE_DATA`. */
await database()
await closeDatabase()
