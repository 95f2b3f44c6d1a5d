import type { Result } from '@/lib/result'
import { type Sketch, sketchSchema } from './sketch'

/**
 * A sketch in the fragment of an address: JSON, deflated, in base64url. A fragment is never sent to a server, so a
 * link shares with whoever has it and with nobody else.
 */

/** Of the JSON in UTF-8, packed or unpacked: what is larger is a file, not a link. */
export const MOST_SHARED_BYTES = 1024 * 1024

/** Characters of a fragment. Deflate cannot make more of a mebibyte than a little more than that. */
const MOST_CHARACTERS = 1_500_000

/** What is shared: the chosen input of all, and the account only where it is not the one everybody begins with. */
export interface Shared {
  name: string
  type: Sketch['type']
  definition: string
  input: Sketch['inputs'][number]
  account?: Sketch['account']
}

export function sharedOf(
  { name, type, definition, inputs, chosen, account }: Sketch,
  usual: Sketch['account'],
): Shared {
  const input = inputs[chosen] ?? { title: 'Input', text: '{}' }
  const isUsual = JSON.stringify(account) === JSON.stringify(usual)
  return { name, type, definition, input, ...(!isUsual && { account }) }
}

/** The copy that "Open a copy" makes. */
export function sketchOfShared({ input, account, ...rest }: Shared, usual: Sketch['account']): Sketch {
  return { ...rest, inputs: [input], chosen: 0, account: account ?? usual }
}

/** The fragment, without `#`; or why there is none. */
export async function packed(shared: Shared): Promise<Result<string, string>> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared))
  if (bytes.length > MOST_SHARED_BYTES) {
    return {
      ok: false,
      error: `This is ${Math.ceil(bytes.length / 1024)} KiB; a link can carry 1,024. Export it as a file instead.`,
    }
  }
  const deflated = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return { ok: true, value: toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer())) }
}

/** What a fragment carries, or a sentence on why it carries nothing. Never more than a mebibyte is unpacked. */
export async function unpacked(fragment: string): Promise<Result<Shared, string>> {
  if (fragment === '') return refused('The link carries no machine: what stands after # is missing.')
  if (fragment.length > MOST_CHARACTERS) return refused('The link is longer than any that we make.')
  const bytes = fromBase64Url(fragment)
  if (!bytes)
    return refused('The link is damaged: it has characters that ours never have. Copy it again as a whole.')
  const text = await inflated(bytes)
  if (text === undefined) return refused('The link is damaged or cut off. Copy it again as a whole.')
  if (text === 'too-large') return refused('The link unpacks to more than 1 MiB, which none of ours does.')
  return readShared(text)
}

function readShared(text: string): Result<Shared, string> {
  const wrong = refused('The link carries something, but no machine of this playground.')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return wrong
    const { input, account, ...rest } = value as Record<string, unknown>
    const read = sketchSchema.safeParse({
      ...rest,
      inputs: [input],
      chosen: 0,
      account: account ?? { json: '{}', files: {} },
    })
    if (!read.success) return wrong
    const { name, type, definition, inputs } = read.data
    const [first] = inputs
    if (!first) return wrong
    const shared = { name, type, definition, input: first }
    return { ok: true, value: account === undefined ? shared : { ...shared, account: read.data.account } }
  } catch {
    return wrong
  }
}

/** Undefined for what is no deflated UTF-8. Stops reading as soon as it is too much. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string | 'too-large' | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > MOST_SHARED_BYTES) {
        await reader.cancel()
        return 'too-large'
      }
      chunks.push(value)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(chunks).arrayBuffer())
  } catch {
    return undefined
  }
}

/** In slices, because a call takes only so many arguments. */
function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function refused(error: string): Result<never, string> {
  return { ok: false, error }
}
