import type { Result } from '@/lib/result'

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/

/**
 * A number as DynamoDB keeps it: without sign on zero, leading or trailing zeros, so that equal numbers are
 * equal texts. Up to 38 significant digits, magnitude from 1E-130 to 9.99…E+125.
 */
export function normalNumber(text: string): Result<string, string> {
  const [all, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(text.trim()) ?? []
  if (all === undefined || (whole === '' && fraction === '')) {
    const named = text === '' ? '' : `: ${text}`
    return { ok: false, error: `The parameter cannot be converted to a numeric value${named}` }
  }
  const digits = withoutZerosBefore(`${whole}${fraction}`)
  const significant = withoutZerosBehind(digits)
  if (significant === '') return { ok: true, value: '0' }
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
  if (significant.length > 38) {
    return { ok: false, error: 'Attempting to store more than 38 significant digits in a Number' }
  }
  return { ok: true, value: `${sign === '-' ? '-' : ''}${plain(significant, point)}` }
}

/** Both in their normal form. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  const scale = Math.max(digitsBehindPoint(a), digitsBehindPoint(b))
  return scaled(a, scale) < scaled(b, scale) ? -1 : 1
}

/** The exact sum or difference of two numbers in their normal form; refused as a number is that has no room. */
export function calculated(a: string, operator: '+' | '-', b: string): Result<string, string> {
  const scale = Math.max(digitsBehindPoint(a), digitsBehindPoint(b))
  const second = scaled(b, scale)
  const sum = scaled(a, scale) + (operator === '+' ? second : -second)
  return normalNumber(`${sum}e-${scale}`)
}

/**
 * What a number takes of an item's 400 KB: one byte, one for each two digits before the point and each two behind
 * it, one more below zero. Zeros at both ends are free. (Measured on AWS to the byte by others; the developer
 * guide only says "approximately".)
 */
export function sizeOfNumber(normal: string): number {
  const isNegative = normal.startsWith('-')
  const [whole = '', fraction] = (isNegative ? normal.slice(1) : normal).split('.')
  const before = fraction === undefined ? withoutZerosBehind(whole) : whole === '0' ? '' : whole
  const behind = before === '' ? withoutZerosBefore(fraction ?? '') : (fraction ?? '')
  return 1 + Math.ceil(before.length / 2) + Math.ceil(behind.length / 2) + (isNegative ? 1 : 0)
}

/** The digits of a number other than zero, without zeros at both ends, and where its point is. */
export function scientific(normal: string): { isNegative: boolean; digits: string; point: number } {
  const isNegative = normal.startsWith('-')
  const [whole = '', fraction = ''] = (isNegative ? normal.slice(1) : normal).split('.')
  const digits = withoutZerosBefore(`${whole}${fraction}`)
  return { isNegative, digits: withoutZerosBehind(digits), point: digits.length - fraction.length }
}

function digitsBehindPoint(normal: string): number {
  const point = normal.indexOf('.')
  return point < 0 ? 0 : normal.length - point - 1
}

/** The number times ten to the power of `scale`, which makes it whole. */
function scaled(normal: string, scale: number): bigint {
  const [whole = '', fraction = ''] = normal.split('.')
  return BigInt(`${whole}${fraction.padEnd(scale, '0')}`)
}

function withoutZerosBefore(digits: string): string {
  let start = 0
  while (digits.charAt(start) === '0') start++
  return digits.slice(start)
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
