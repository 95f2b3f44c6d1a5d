/**
 * Makes `lib/language/facts/sdk-parameters.ts`: the parameters of AWS SDK integrations, for completion.
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

const lines = modelsOf(models).flatMap(({ name, model: { operations, shapes } }) =>
  Object.entries(operations).map(([operation, { input }]) => {
    const { members = {}, required = [] } = input ? shapes[input.shape] : {}
    const names = Object.keys(members).map(
      (member) => `${sdkName(member)}${required.includes(member) ? '!' : ''}`,
    )
    return `${name}:${operation.charAt(0).toLowerCase()}${operation.slice(1)} ${names.join(' ')}`
  }),
)

writeFileSync(
  fileURLToPath(new URL('../lib/language/facts/sdk-parameters.ts', import.meta.url)),
  `// Made by scripts/make-sdk-parameters.mjs out of the models of botocore (Apache License 2.0). Do not edit.
/** \`service:action\` to its parameters, a line each; \`!\` marks those that are required. */
export default \`${lines.sort().join('\n')}\`
`,
)
