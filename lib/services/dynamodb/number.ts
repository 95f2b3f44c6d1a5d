import type { Result } from '@/lib/result'

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/

/**
 * A number as DynamoDB keeps it: without sign on zero, leading or trailing zeros, so that equal numbers are
 * equal texts. Up to 38 significant digits, magnitude from 1E-130 to 9.99…E+125.
 */
export function normalNumber(text: string): Result<string, string> {
  const [all, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(text.trim()) ?? []
  if (all === undefined || (whole === '' && fraction === '')) {
    return { ok: false, error: `The parameter cannot be converted to a numeric value: ${text}` }
  }
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = withoutZerosBehind(digits)
  if (significant === '') return { ok: true, value: '0' }
  if (significant.length > 38) {
    return { ok: false, error: 'Attempting to store more than 38 significant digits in a Number' }
  }
  // The value is 0.SIGNIFICANT times ten to the power of `point`.
  const point = digits.length - fraction.length + Number(exponent)
  if (point > 126) {
    return {
      ok: false,
      error: 'Number overflow. Attempting to store a number with magnitude larger than supported range',
    }
  }
  if (point < -129) {
    return {
      ok: false,
      error: 'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    }
  }
  return { ok: true, value: `${sign === '-' ? '-' : ''}${plain(significant, point)}` }
}

/** Not by a pattern: one that ends in `0+$` tries every zero of a long number as the first of the last ones. */
function withoutZerosBehind(digits: string): string {
  let end = digits.length
  while (digits.charAt(end - 1) === '0') end--
  return digits.slice(0, end)
}

function plain(significant: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${significant}`
  if (point >= significant.length) return significant.padEnd(point, '0')
  return `${significant.slice(0, point)}.${significant.slice(point)}`
}
