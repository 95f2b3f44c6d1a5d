import { assignments } from './assignments'
import type { FieldReader } from './field-reader'
import { pathOrNull, readPath, referencePathOrNull } from './paths'
import type { DataFlow, Path, QueryLanguage, ReferencePath } from './state-machine'
import { template } from './templates'

/**
 * The fields that lead data through a state. Those that a state type does not have were reported as unknown by
 * then, so reading all of them here does no harm.
 */
export function dataFlow(fields: FieldReader, language: QueryLanguage): DataFlow {
  if (!FIELDS.some((name) => fields.has(name))) return PASSES_ON[language]
  return language === 'JSONPath' ? jsonPathFlow(fields) : jsonataFlow(fields)
}

function jsonPathFlow(fields: FieldReader): DataFlow {
  const parameters = fields.read('Parameters', template('JSONPath'))
  const resultSelector = fields.read('ResultSelector', template('JSONPath'))
  const resultPath = fields.read('ResultPath', referencePathOrNull)
  return {
    language: 'JSONPath',
    inputPath: fields.readOr('InputPath', pathOrNull, { path: wholeInput }).path,
    outputPath: fields.readOr('OutputPath', pathOrNull, { path: wholeInput }).path,
    resultPath: resultPath === undefined ? wholeResult : resultPath.path,
    assign: assignments(fields, 'JSONPath'),
    ...(parameters === undefined ? {} : { parameters }),
    ...(resultSelector === undefined ? {} : { resultSelector }),
  }
}

function jsonataFlow(fields: FieldReader): DataFlow {
  const given = fields.read('Arguments', template('JSONata'))
  const output = fields.read('Output', template('JSONata'))
  return {
    language: 'JSONata',
    assign: assignments(fields, 'JSONata'),
    ...(given === undefined ? {} : { arguments: given }),
    ...(output === undefined ? {} : { output }),
  }
}

/** `$`, the default of every path field. */
export const wholeInput: Path = rootPath()

function rootPath(): Path {
  const read = readPath('$')
  if (typeof read === 'string') throw new Error(read)
  return read
}

const wholeResult: ReferencePath = { text: '$', segments: [] }

const FIELDS = 'InputPath Parameters Arguments ResultSelector ResultPath OutputPath Assign Output'.split(' ')

/** What most states do, in one object for all of them: of ten thousand states each byte counts. */
const PASSES_ON: Readonly<Record<QueryLanguage, DataFlow>> = {
  JSONPath: {
    language: 'JSONPath',
    inputPath: wholeInput,
    outputPath: wholeInput,
    resultPath: wholeResult,
    assign: [],
  },
  JSONata: { language: 'JSONata', assign: [] },
}
