/**
 * Makes `lib/language/facts/sdk-parameters.json`: the parameters of AWS SDK integrations, for completion. By service and
 * action, the names of the parameters; `!` marks those that are required.
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl
 *   node scripts/make-sdk-parameters.mjs botocore/data
 *
 * The models come from botocore, Copyright Amazon.com, Inc. or its affiliates, Apache License 2.0.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { modelsOf, sdkName } from './botocore-models.mjs'

const [models] = process.argv.slice(2)
if (!models) throw new Error('Say where the folder `botocore/data` is.')

const services = modelsOf(models).map(({ name, model: { operations, shapes } }) => [
  name,
  sorted(
    Object.entries(operations).map(([operation, { input }]) => [
      lowerFirst(operation),
      parameters(input, shapes),
    ]),
  ),
])

/** @param {{ shape: string } | undefined} input */
function parameters(input, shapes) {
  const { members = {}, required = [] } = input ? shapes[input.shape] : {}
  return Object.keys(members)
    .map((member) => `${sdkName(member)}${required.includes(member) ? '!' : ''}`)
    .join(' ')
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** An object of these entries, by name. */
function sorted(entries) {
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

writeFileSync(
  fileURLToPath(new URL('../lib/language/facts/sdk-parameters.json', import.meta.url)),
  `${JSON.stringify(sorted(services), null, 1)}\n`,
)
