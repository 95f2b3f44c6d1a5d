import { isJsonArray, type JsonValue } from '@/lib/json'
import { readIntrinsic } from '../query/intrinsics/read-intrinsic'
import { readJsonPath } from '../query/json-path/read-path'
import { referenceSegments } from '../query/reference-path'
import { aws } from './aws-messages'
import { type Decoder, notAString, type Site, wrong } from './decode'
import type { Expression, IntrinsicCall, Path, ReferencePath } from './state-machine'

/** `$.a`, `$$.Execution.Id`, `$name.a` */
export const path: Decoder<Path> = (value, site) => {
  if (typeof value !== 'string') return notAString(value, site, 'a JSONPath such as `$.order`')
  const read = readPath(value)
  return typeof read === 'string' ? notAPath(value, site, read) : read
}

/**
 * What a comparison looks at. AWS calls it a reference path, and says so when it does not begin with `$`; but
 * paths that find several values were recorded here, too.
 */
export const comparedPath: Decoder<Path> = (value, site) => {
  if (typeof value !== 'string') return path(value, site)
  if (value.startsWith('$')) {
    const isBare = /\[[\p{ID_Start}$]/u.test(value) && typeof readPath(value) === 'string'
    if (!isBare) return path(value, site)
    const hint = "A name in brackets has quotes: `$['name']`."
    site.report({ ...aws('bareNameInBrackets'), path: site.at, hint })
    return undefined
  }
  site.report({
    ...aws('notAReferencePath'),
    path: site.at,
    hint: () => pathHint(value, 'read it from the input'),
  })
  return undefined
}

/** As `path`, where `null` stands for the empty object. */
export const pathOrNull: Decoder<{ path: Path | null }> = (value, site) => {
  if (value === null) return { path: null }
  const read = path(value, site)
  return read && { path: read }
}

/** `$`, `$.a.b[0]`: object keys and array indexes only. `null` is itself. */
export const referencePathOrNull: Decoder<{ path: ReferencePath | null }> = (value, site) => {
  if (value === null) return { path: null }
  if (typeof value !== 'string') return wrong(value, site, 'a reference path such as `$.order`, or `null`')
  const read = readPath(value)
  if (typeof read === 'string') return notAPath(value, site, read, 'put the result there')
  if (read.root.kind !== 'Input') {
    return notOnePlace(
      value,
      site,
      'it has to begin with `$` alone, for a result goes into the state’s input',
    )
  }
  const segments = referenceSegments(read)
  if (!segments) return notOnePlace(value, site, ONE_PLACE)
  return { path: { text: value, segments } }
}

/** A path, or in a field such as `ErrorPath` an intrinsic function. */
export const pathOrIntrinsic: Decoder<Expression<string>> = (value, site) => {
  if (typeof value === 'string' && value.startsWith('States.')) {
    const read = readIntrinsicCall(value)
    if (typeof read !== 'string') return { kind: 'Intrinsic', call: read }
    site.report({
      code: 'SCHEMA_VALIDATION_FAILED',
      path: site.at,
      message: `\`${site.name}\` is not an intrinsic function that Step Functions knows: ${read}`,
    })
    return undefined
  }
  const read = path(value, site)
  return read && { kind: 'JSONPath', path: read }
}

/** A path whose value is only known at run time. */
export const pathExpression: Decoder<Expression<never>> = (value, site) => {
  const read = path(value, site)
  return read && { kind: 'JSONPath', path: read }
}

/** As `pathExpression`, for a path that names one place; a negative index counts as one. */
export const onePlaceExpression: Decoder<Expression<never>> = (value, site) => {
  const read = path(value, site)
  if (!read) return undefined
  const isOnePlace = read.compiled.segments.every(
    (segment) =>
      (segment.kind === 'Names' && segment.names.length === 1) ||
      (segment.kind === 'Indexes' && segment.indexes.length === 1),
  )
  if (!isOnePlace) return notOnePlace(read.text, site, ONE_PLACE)
  return { kind: 'JSONPath', path: read }
}

/** The same where AWS does not let the path read the context object. */
export const onePlaceOfDataExpression: Decoder<Expression<never>> = (value, site) => {
  const read = onePlaceExpression(value, site)
  if (read?.kind !== 'JSONPath' || read.path.root.kind !== 'Context') return read
  return notOnePlace(read.path.text, site, 'it cannot read the context object here')
}

/** The compiled path, or what is wrong with it. */
export function readPath(written: string): Path | string {
  const match = /^\$(?:(\$)|([\p{ID_Start}_][\p{ID_Continue}]*))?(?=$|[.[])/u.exec(written)
  if (!match) {
    return written.startsWith('$')
      ? 'behind `$`, `$$` or `$name` there has to be a `.` or a `[`'
      : 'it has to begin with `$`'
  }
  const [prefix, context, name] = match
  const read = readJsonPath(`$${written.slice(prefix.length)}`)
  if (!read.ok) return read.error
  const root: Path['root'] =
    context !== undefined
      ? { kind: 'Context' }
      : name !== undefined
        ? { kind: 'Variable', name }
        : { kind: 'Input' }
  return { text: written, root, compiled: read.value }
}

/** The compiled call, or what is wrong with it. */
export function readIntrinsicCall(written: string): IntrinsicCall | string {
  const read = readIntrinsic(written, (text) => {
    const argument = readPath(text)
    return typeof argument === 'string' ? { ok: false, error: argument } : { ok: true, value: argument }
  })
  return read.ok ? { text: written, compiled: read.value } : read.error
}

function notAPath(value: string, site: Site, problem: string, purpose = 'read it from the input'): undefined {
  site.report({
    ...aws('notAPath'),
    path: site.at,
    hint: () => {
      const hint = pathHint(value, purpose)
      const ours = `\`${site.name}\` is no JSONPath: ${problem}.`
      return hint === undefined ? ours : `${ours} ${hint}`
    },
  })
  return undefined
}

const ONE_PLACE = 'it has to name one place: keys and array indexes only'

function notOnePlace(value: string, site: Site, problem: string): undefined {
  site.report({
    ...aws('notOnePlace'),
    path: site.at,
    hint: `\`${value}\` does not do for \`${site.name}\`: ${problem}.`,
  })
  return undefined
}

function pathHint(value: string, purpose: string): string | undefined {
  if (value.startsWith('States.')) {
    return 'Intrinsic functions cannot be called here; call them in a field that ends in `.$`, such as `Parameters` has, in a state before.'
  }
  if (/^[\p{ID_Start}_][\p{ID_Continue}]*(\.|$)/u.test(value)) return `Write \`$.${value}\` to ${purpose}.`
  if (value.includes(' ')) return "A name with a blank stands in brackets: `$['my name']`."
  return undefined
}

/** Whether a string looks like it was meant to be a path or an intrinsic function. */
export function looksDynamic(value: JsonValue): value is string {
  return (
    typeof value === 'string' && !isJsonArray(value) && /^(\$\.|\$\$\.|\$\[|States\.[A-Z]\w+\()/.test(value)
  )
}
