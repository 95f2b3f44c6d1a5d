const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/**
 * Milliseconds of a timestamp in the profile of RFC 3339 that AWS takes: capital `T`, and `Z` or an offset.
 * Undefined when it is none, or no real date. What is below a millisecond is cut off.
 */
export function instantOf(timestamp: string): number | undefined {
  const match = rfc3339.exec(timestamp)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', offset = ''] = match
  const fields = [year, month, day, hour, minute, second].map(Number)
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields
  const date = new Date(0)
  date.setUTCFullYear(y, mo - 1, d)
  const isRealDate = date.getUTCFullYear() === y && date.getUTCMonth() === mo - 1 && date.getUTCDate() === d
  if (!isRealDate || h > 23 || mi > 59 || s > 59) return undefined
  const milliseconds = Math.trunc(Number(`0${fraction || '.0'}`) * 1000)
  const shift = offsetMinutes(offset)
  if (shift === undefined) return undefined
  return date.getTime() + ((h * 60 + mi - shift) * 60 + s) * 1000 + milliseconds
}

function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z') return 0
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  if (hours > 18 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
