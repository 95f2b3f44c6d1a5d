import type { JsonObject } from '@/lib/json'
import { badProperty } from '../problem'
import { numberOf, objectOf, required, textOf } from '../properties'
import type { Blueprint, ResourceType } from '../step'

/** A function with its code in the template, in JavaScript. */
export const lambdaFunction: ResourceType = (properties, { accountId, region, madeUpName }) => {
  const name = textOf(properties, 'FunctionName') ?? madeUpName
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`
  const timeoutSeconds = numberOf(properties, 'Timeout') ?? 3
  const memoryMiB = numberOf(properties, 'MemorySize') ?? 128
  const setup = { source: sourceOf(properties), timeoutSeconds, memoryMiB }
  required(textOf(properties, 'Role'), 'Role')
  return {
    ref: name,
    attributes: { Arn: arn },
    make: [{ on: 'account', change: { act: 'Make', kind: 'functions', name, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'functions', name, setup } }],
  }
}

/** What others allow a function to be called by: nobody asks here, so nothing is made. */
export const permission: ResourceType = (_, { madeUpName }): Blueprint => ({
  ref: madeUpName,
  attributes: {},
  make: [],
  unmake: [],
})

function sourceOf(properties: JsonObject): string {
  const runtime = required(textOf(properties, 'Runtime'), 'Runtime')
  if (!runtime.startsWith('nodejs')) {
    badProperty(`Stepwise runs functions in JavaScript only, not ${runtime}.`)
  }
  const handler = required(textOf(properties, 'Handler'), 'Handler')
  const [, exported = ''] = /^index\.([A-Za-z_$][\w$]*)$/.exec(handler) ?? []
  if (exported === '') badProperty(`Code in a template is the file index, so ${handler} is no handler of it.`)
  const code = textOf(objectOf(properties, 'Code') ?? {}, 'ZipFile')
  if (code === undefined) return badProperty('Stepwise takes code from the template only: Code.ZipFile.')
  return moduleOf(code, exported)
}

/** An ES module as it is; anything else is CommonJS, and exports what it puts on `exports`. */
function moduleOf(code: string, exported: string): string {
  if (/^\s*export\b/m.test(code))
    return exported === 'handler' ? code : `${code}\nexport { ${exported} as handler }`
  return [
    `const module = { exports: {} }; ((exports) => { ${code}`,
    '})(module.exports);',
    `export const handler = (event, context) => module.exports.${exported}(event, context);`,
  ].join('\n')
}
