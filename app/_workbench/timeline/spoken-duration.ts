/** Virtual time as a person says it: `0 ms`, `1.5 s`, `2 min 5 s`, `3 h`, `100 years`. */
export function spokenDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1_000
  for (const [unit, size, smaller, part] of [
    ['year', 31_536_000, 'day', 86_400],
    ['day', 86_400, 'h', 3_600],
    ['h', 3_600, 'min', 60],
    ['min', 60, 's', 1],
  ] as const) {
    if (seconds < size) continue
    const whole = Math.floor(seconds / size)
    const rest = Math.floor((seconds - whole * size) / part)
    return rest > 0 ? `${counted(whole, unit)} ${counted(rest, smaller)}` : counted(whole, unit)
  }
  return `${Math.round(seconds * 10) / 10} s`
}

function counted(count: number, unit: string): string {
  const isWord = unit === 'year' || unit === 'day'
  return `${count} ${isWord && count !== 1 ? `${unit}s` : unit}`
}
