/**
 * `npm run --silent aws:run -- EXERCISE FILE --yes`: an answer to an exercise on a real AWS account, or on a server that
 * stands in for one (`SFN_ENDPOINT`). The plan goes to standard error, and nothing is made without `--yes`; the verdicts
 * go to standard output as JSON. `--sweep` takes away what earlier runs have left instead.
 *
 * Exit status: 0 when all that AWS could be asked holds, 1 when something does not, 2 when it came to no run.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { database } from '@/lib/db/server'
import {
  type AwsReport,
  type AwsSettings,
  awsSettings,
  closeGradingPool,
  openEntryCount,
  type Plan,
  planRun,
  runFor,
  startRun,
  sweep,
} from '@/lib/runners/server'
import { withDatabase } from './with-database'

const USAGE = 'Usage: npm run --silent aws:run -- EXERCISE FILE [--yes] [--histories], or --sweep'

await withDatabase(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      histories: { type: 'boolean', default: false },
      sweep: { type: 'boolean', default: false },
    },
  })
  process.exitCode = 2
  const settings = settingsHere()
  if (values.sweep) {
    const swept = await sweep({ settings, atOnce: true })
    console.log(JSON.stringify({ ...swept, ledger: await openEntryCount() }, null, 2))
    process.exitCode = swept.left === 0 ? 0 : 1
    return
  }
  const [exerciseId, file] = positionals
  if (!exerciseId || !file) throw new Error(USAGE)
  const learnerId = await nobody()
  const planned = await planRun(
    learnerId,
    { exerciseId, definition: readFileSync(file, 'utf8') },
    { settings },
  )
  if (!planned.ok) throw new Error(planned.message)
  console.error(planText(planned.plan))
  if (!values.yes) {
    console.error('Nothing was made. Say --yes to have this done.')
    return
  }
  const started = await startRun(learnerId, planned.plan.runId, settings)
  const report = await started?.report
  if (!report) throw new Error('The plan is gone.')
  const receipt = (await runFor(learnerId, planned.plan.runId))?.ledger ?? []
  console.log(JSON.stringify({ ...shown(report, values.histories), receipt }, null, 2))
  process.exitCode = { passed: 0, failed: 1, 'nothing-checked': 2, 'not-run': 2 }[report.outcome]
}).finally(closeGradingPool)

/** Whoever starts this sits at the machine, so its own credentials may be used. */
function settingsHere(): AwsSettings {
  const settings = awsSettings({
    ...process.env,
    STEPWISE_AWS: 'local',
    HOST: undefined,
    STEPWISE_URL: undefined,
  })
  if (!settings.enabled) throw new Error(settings.because)
  return settings
}

/** Runs belong to somebody: here to a guest, who is forgotten after a while. */
async function nobody(): Promise<string> {
  const db = await database()
  const id = randomUUID()
  await db.user.create({ data: { id, name: 'Script', email: `${id}@script.invalid`, isAnonymous: true } })
  return id
}

function planText({ environments, notChecked, price, endpoint, region, accountId }: Plan): string {
  const where = endpoint ?? `AWS, ${region}${accountId === undefined ? '' : `, account ${accountId}`}`
  return [
    `On ${where}:`,
    ...environments.flatMap(({ prefix, template, stateMachineName, scenarios, isGiven }) => [
      ...(template ? [`  make the stack ${prefix}: ${typesIn(template.Resources)}`] : []),
      ...(isGiven ? ['  this server makes nothing: what the exercise names has to be there already'] : []),
      `  make the state machine ${stateMachineName}, run ${scenarios.map(({ title }) => `"${title}"`).join(', ')}`,
    ]),
    `  take all of it away again`,
    `  price: ${price.dollars} USD as in the sandbox, at most ${price.atMostDollars} USD (prices of ${price.pricedOn})${
      price.notPriced.length > 0 ? `, and some requests of ${price.notPriced.join(', ')}` : ''
    }`,
    ...notChecked.map(
      ({ title, scenarioTitle, because }) =>
        `  not checked on AWS: ${title} (${scenarioTitle}), because ${because}`,
    ),
  ].join('\n')
}

function typesIn(resources: Readonly<Record<string, { Type: string }>>): string {
  return Object.entries(resources)
    .map(([id, { Type }]) => `${id} (${Type})`)
    .join(', ')
}

function shown(report: AwsReport, withHistories: boolean) {
  return withHistories
    ? report
    : { ...report, runs: report.runs.map(({ here, there, ...run }) => ({ ...run, events: there.length })) }
}
