import fc from 'fast-check'

// `npm run test:long` tries properties on many more values.
if (process.env.STEPWISE_LONG) fc.configureGlobal({ numRuns: 5_000 })
