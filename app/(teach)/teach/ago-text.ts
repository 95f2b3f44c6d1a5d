const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago, in the largest unit that fits: "3 hours ago". */
export function agoText(then: Date, now: Date): string {
  const ms = then.getTime() - now.getTime()
  for (const [unit, length] of units) {
    if (Math.abs(ms) >= length) return relative.format(Math.trunc(ms / length), unit)
  }
  return 'just now'
}
