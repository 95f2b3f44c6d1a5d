import { cpus, loadavg } from 'node:os'

export interface Measured {
  what: string
  value: string
  budget?: { text: string; isMet: boolean }
}

/** Lines of a table: what, measured, budget, and whether it is met. */
export function printTable(title: string, rows: readonly Measured[]): void {
  console.log(`\n${title}  (load ${load()})`)
  const width = Math.max(...rows.map((row) => row.what.length))
  for (const { what, value, budget } of rows) {
    const against = budget ? `  budget ${budget.text}: ${budget.isMet ? 'met' : 'MISSED'}` : ''
    console.log(`  ${what.padEnd(width)}  ${value}${against}`)
  }
}

/** Of the last minute, against the number of cores: above it, the machine was busy with something else too. */
function load(): string {
  return `${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores`
}

export function atLeast(value: number, budget: number, unit: string): Pick<Measured, 'value' | 'budget'> {
  return {
    value: `${value.toFixed(0)}${unit}`,
    budget: { text: `≥ ${budget}${unit}`, isMet: value >= budget },
  }
}

export function atMost(value: number, budget: number, unit: string): Pick<Measured, 'value' | 'budget'> {
  return {
    value: `${value.toFixed(0)}${unit}`,
    budget: { text: `≤ ${budget}${unit}`, isMet: value <= budget },
  }
}
