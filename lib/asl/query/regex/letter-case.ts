/**
 * Code units that the flag `i` takes for the same, as JavaScript compares without the flag `u`: by upper case, where
 * that is one code unit and does not lead into ASCII from outside. So `ß` is only itself, and `ſ` is no `s`.
 */
export function caseVariants(code: number): readonly number[] {
  if (code >= 0x80) {
    variants ??= allVariants()
    return variants.get(upperCase(code)) ?? [code]
  }
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
  return isLetter ? [code, code ^ 0x20] : [code]
}

export function upperCase(code: number): number {
  const upper = String.fromCharCode(code).toUpperCase()
  if (upper.length !== 1) return code
  const found = upper.charCodeAt(0)
  return code >= 0x80 && found < 0x80 ? code : found
}

let variants: ReadonlyMap<number, readonly number[]> | undefined

/** Made once, at the first letter outside ASCII that is compared without regard to case. */
function allVariants(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (let code = 0x80; code <= 0xffff; code++) {
    const upper = upperCase(code)
    const same = found.get(upper)
    if (same) same.push(code)
    else found.set(upper, [code])
  }
  return found
}
