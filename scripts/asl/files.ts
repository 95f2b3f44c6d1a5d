import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { Misuse, type Terminal } from './command'

/** Where a file is that was named in the command. */
export function placed(file: string, { folder }: Terminal): string {
  return path.resolve(folder, file)
}

/** The text of a file; `-` is standard input. */
export function readText(file: string, terminal: Terminal): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      readFileSync(file === '-' ? 0 : placed(file, terminal)),
    )
  } catch (problem) {
    throw new Misuse(`cannot read ${shown(file)}: ${reason(problem)}`)
  }
}

function reason(problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'there is no such file.'
    case 'EISDIR':
      return 'it is a folder.'
    case 'EACCES':
      return 'it may not be read.'
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8.'
    default:
      return problem instanceof Error ? problem.message : String(problem)
  }
}

/** A name for people. */
export function shown(file: string): string {
  return file === '-' ? 'standard input' : file
}

/** JSON given in the command, or in a file named `@FILE` or, as the AWS CLI has it, `file://FILE`. */
export function textOf(given: string, terminal: Terminal): string {
  const file = fileOf(given)
  return file === undefined ? given : readText(file, terminal)
}

function fileOf(given: string): string | undefined {
  if (given.startsWith('file://')) return given.slice('file://'.length)
  return given.startsWith('@') ? given.slice(1) : undefined
}

export function jsonOf(given: string, option: string, terminal: Terminal): JsonValue {
  const file = fileOf(given)
  return parseJson(textOf(given, terminal), file === undefined ? option : shown(file))
}

export function parseJson(text: string, where: string): JsonValue {
  try {
    return JSON.parse(text)
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    throw new Misuse(`${where} is not JSON: ${why}`)
  }
}

export function objectOf(given: string, option: string, terminal: Terminal): JsonObject {
  const value = jsonOf(given, option, terminal)
  if (!isJsonObject(value)) throw new Misuse(`${option} has to be a JSON object.`)
  return value
}
