import type { HandlerRequest } from '@/lib/handlers'

/** An invocation of `source` at noon on 1 December 2026, with Lambda's default settings. */
export function request(source: string, more: Partial<HandlerRequest> = {}): HandlerRequest {
  return {
    source,
    event: {},
    functionName: 'price-order',
    functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:price-order',
    awsRequestId: '6f1a9a0c-4a3c-4f57-9d2f-0a8f5f2f7c11',
    at: Date.UTC(2026, 11, 1, 12),
    seed: 7,
    timeoutSeconds: 3,
    memoryMiB: 128,
    ...more,
  }
}

/** A module whose handler is `async (event, context) => { body }`. */
export function handler(body: string): string {
  return `export const handler = async (event, context) => { ${body} }`
}
