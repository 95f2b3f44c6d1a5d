import { compiledOf } from './syntax'

/** Names of all variables and functions in an expression, `$states` among them, with those that it binds itself. */
export function variablesIn(expression: { source: string }): ReadonlySet<string> {
  const found = new Set<string>()
  const open: unknown[] = [compiledOf(expression).ast]
  while (open.length > 0) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null || node instanceof RegExp) continue
    if ('type' in node && node.type === 'variable' && 'value' in node) found.add(String(node.value))
    for (const [member, value] of Object.entries(node)) if (member !== 'signature') open.push(value)
  }
  return found
}
