/**
 * Whether an address lies in a range such as `203.0.113.0/24` or `2001:db8::/32`; a range without a length is one
 * address. Neither text is trusted: what is no address lies nowhere.
 */
export function isInRange(range: string, address: string): boolean {
  const [base = '', length, ...rest] = range.split('/')
  const [network, asked] = [bitsOf(base), bitsOf(address)]
  if (!network || !asked || rest.length > 0 || network.length !== asked.length) return false
  const bits = length === undefined ? network.length : numberIn(length, network.length)
  return bits !== undefined && network.slice(0, bits) === asked.slice(0, bits)
}

/** Whether a range is written as one. */
export function isRange(range: string): boolean {
  const [base = '', length, ...rest] = range.split('/')
  const bits = bitsOf(base)
  return (
    bits !== undefined &&
    rest.length === 0 &&
    length !== undefined &&
    numberIn(length, bits.length) !== undefined
  )
}

/** 32 or 128 digits. */
function bitsOf(address: string): string | undefined {
  return address.includes(':') ? bitsOfVersion6(address) : bitsOfVersion4(address)
}

function bitsOfVersion4(address: string): string | undefined {
  const parts = address.split('.')
  if (parts.length !== 4) return undefined
  const numbers = parts.map((part) => numberIn(part, 255))
  if (numbers.includes(undefined)) return undefined
  return numbers.map((part) => (part ?? 0).toString(2).padStart(8, '0')).join('')
}

function bitsOfVersion6(address: string): string | undefined {
  const halves = address.toLowerCase().split('::')
  if (halves.length > 2 || address.length > 39) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...tail]
  if (!groups.every((group) => /^[\da-f]{1,4}$/.test(group))) return undefined
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

function numberIn(digits: string, most: number): number | undefined {
  if (!/^\d{1,3}$/.test(digits)) return undefined
  const number = Number(digits)
  return number <= most ? number : undefined
}
