import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { SFNClient } from '@aws-sdk/client-sfn'

/** Members of Step Functions' answers that are moments. */
const MOMENTS = new Set(['startDate', 'stopDate', 'creationDate', 'updateDate', 'redriveDate', 'timestamp'])

/**
 * Lets a client read moments as ISO 8601 texts, too. AWS sends seconds since 1970, and the SDK refuses an answer with
 * anything else; some servers that stand in for AWS send what the CLI prints.
 */
export function readLenientDates(client: SFNClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const response = result.response as { statusCode?: number; body?: unknown }
      if (response.statusCode === 200 && response.body instanceof Readable) {
        response.body = Readable.from([Buffer.from(withSeconds(await text(response.body)))])
      }
      return result
    },
    // The last one before the request goes out is the first to see the answer.
    { step: 'deserialize', priority: 'low', name: 'lenientDates' },
  )
}

/** JSON text with seconds where it had ISO 8601; any other text as it is. */
export function withSeconds(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (name, value) => {
      if (!MOMENTS.has(name) || typeof value !== 'string') return value
      const instant = Date.parse(value)
      return Number.isNaN(instant) ? value : instant / 1000
    })
  } catch {
    return body
  }
}
