import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'

/**
 * What optimized integrations add to a service's answer: the HTTP headers, each as a list and once more as a
 * single value, and the request id. The shape is the recorded one.
 */
export function sdkMetadata(
  headers: Readonly<Record<string, string>>,
  requestId: string,
): JsonObject & { SdkHttpMetadata: JsonObject } {
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  }
}

/** The instant as the `Date` header has it: `Tue, 01 Dec 2026 00:00:00 GMT`. */
export function httpDate(at: Instant): string {
  return new Date(at).toUTCString()
}

/** The length of a body in bytes, as `Content-Length` has it. */
export function contentLength(body: string): string {
  return String(new TextEncoder().encode(body).byteLength)
}
