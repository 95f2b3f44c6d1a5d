import * as z from 'zod/mini'
import { readJsonFile } from '@/lib/curriculum'
import type { JsonValue } from '@/lib/json'
import type { Result } from '@/lib/result'

/** The value of an input as it was typed, or a sentence with the line that is not JSON. */
export function inputOf(text: string): Result<JsonValue, string> {
  try {
    const value: JsonValue = JSON.parse(text)
    return { ok: true, value }
  } catch {
    const read = readJsonFile('input', text, z.unknown(), 'JSON')
    const [problem] = read.ok ? [] : read.error
    return {
      ok: false,
      error: problem ? `Line ${problem.line} of the input: ${problem.message}` : 'The input is not JSON.',
    }
  }
}
