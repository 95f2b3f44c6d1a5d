import { inject } from 'vitest'

// Before each test file of the project "postgres": its database is the server that global-postgres.ts started.
process.env.DATABASE_URL = inject('databaseUrl')
