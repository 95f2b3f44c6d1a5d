/**
 * Makes `lib/aws-api/result-shapes`: what the operations of AWS's services answer, as far as TestState looks at
 * it in a mocked result (names, types, required members, enumerations, smallest and largest values).
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl
 *   node scripts/make-result-shapes.mjs botocore/data
 *
 * The models come from botocore, Copyright Amazon.com, Inc. or its affiliates, Apache License 2.0.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelsOf, sdkName } from './botocore-models.mjs'

/**
 * Where AWS was recorded to judge by an older model than botocore's latest: a function's largest memory was
 * 10,240 MB to TestState in December 2025.
 */
const RECORDED = { lambda: { MemorySize: { max: 10240 } } }

const [models] = process.argv.slice(2)
if (!models) throw new Error('Say where the folder `botocore/data` is.')
const target = fileURLToPath(new URL('../lib/aws-api/result-shapes/', import.meta.url))
const NOTE =
  '// Made by scripts/make-result-shapes.mjs out of the models of botocore (Apache License 2.0). Do not edit.\n'

const loaders = modelsOf(models)
  .map(({ service, name, model }) => {
    for (const [shape, facts] of Object.entries(RECORDED[service] ?? {}))
      Object.assign(model.shapes[shape], facts)
    writeFileSync(path.join(target, `${name}.ts`), `${NOTE}export default '${quoted(compact(model))}'\n`)
    return name
  })
  .sort()
writeFileSync(
  path.join(target, 'loaders.ts'),
  `${NOTE}/** By the name that \`aws-sdk\` integrations have for a service. */
export const loaders: Readonly<Record<string, (() => Promise<{ default: string }>) | undefined>> = {
${loaders.map((name) => `  ${name}: () => import('./${name}'),\n`).join('')}}
`,
)

/** See `lib/aws-api/result-shapes/shape.ts` for the form. */
function compact({ operations, shapes }) {
  const list = []
  const places = new Map()
  const encode = (name) => {
    const shape = shapes[name]
    const plain = encodePlain(shape)
    if (plain !== undefined) return plain
    const known = places.get(name)
    if (known !== undefined) return known
    const place = list.push(null) - 1
    places.set(name, place)
    list[place] = encodeContainer(shape, encode)
    return place
  }
  const actions = {}
  for (const [name, { output }] of Object.entries(operations)) {
    if (output) actions[name.charAt(0).toLowerCase() + name.slice(1)] = encode(output.shape)
  }
  return JSON.stringify({ actions, shapes: list })
}

function encodePlain({ type, min, max, enum: values }) {
  switch (type) {
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return min === undefined && max === undefined ? 'n' : ['n', min ?? null, max ?? null]
    case 'boolean':
      return 'b'
    case 'timestamp':
      return 's'
    case 'string':
    case 'character':
    case 'blob':
      if (values) return ['e', values]
      return min === undefined && max === undefined ? 's' : ['s', min ?? null, max ?? null]
    default:
      return undefined
  }
}

function encodeContainer(shape, encode) {
  if (shape.document) return ['*']
  if (shape.type === 'list') return ['l', encode(shape.member.shape)]
  if (shape.type === 'map') return ['m', encode(shape.value.shape)]
  const members = Object.entries(shape.members).map(([name, { shape: of }]) => [sdkName(name), encode(of)])
  return ['o', Object.fromEntries(members), (shape.required ?? []).map(sdkName)]
}

function quoted(text) {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
}
