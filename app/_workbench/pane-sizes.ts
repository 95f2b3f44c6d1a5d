/** How a wide workbench is divided, in percent. */
export interface PaneSizes {
  /** What the definition has of the width that it shares with the graph. */
  definition: number
  /** What the two have of the height that they share with the results. */
  upper: number
}

export const USUAL_SIZES: PaneSizes = { definition: 50, upper: 58 }
export const LEAST_SHARE = 20
export const MOST_SHARE = 80

const KEY = 'stepwise.panes'

/** As this browser was left; the usual sizes where it remembers nothing that could be. */
export function rememberedSizes(): PaneSizes {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    const { definition, upper } = { ...USUAL_SIZES, ...(typeof kept === 'object' ? kept : {}) }
    return isShare(definition) && isShare(upper) ? { definition, upper } : USUAL_SIZES
  } catch {
    return USUAL_SIZES
  }
}

export function rememberSizes(sizes: PaneSizes): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(sizes))
  } catch {
    // Not remembered, then: it still holds for this page.
  }
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= LEAST_SHARE && value <= MOST_SHARE
}
