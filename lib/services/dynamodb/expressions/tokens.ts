/** A word may be a keyword, a function or an attribute; only its place tells. */
export interface Token {
  kind: 'Word' | 'Name' | 'Value' | 'Number' | 'Symbol' | 'End'
  text: string
  start: number
  end: number
}

const pattern = /[A-Za-z_]\w*|#\w*|:\w*|\d+|<=|>=|<>|[^\s]/y

/** An expression in pieces. Every text has some: what no expression contains becomes a symbol that nobody expects. */
export function tokens(expression: string): readonly Token[] {
  const found: Token[] = []
  let at = 0
  while (at < expression.length) {
    pattern.lastIndex = at
    const [text] = pattern.exec(expression) ?? []
    if (text === undefined) at++
    else {
      found.push({ kind: kindOf(text), text, start: at, end: at + text.length })
      at += text.length
    }
  }
  found.push({ kind: 'End', text: '<EOF>', start: expression.length, end: expression.length })
  return found
}

function kindOf(text: string): Token['kind'] {
  if (/^[A-Za-z_]/.test(text)) return 'Word'
  if (/^#\w/.test(text)) return 'Name'
  if (/^:\w/.test(text)) return 'Value'
  return /^\d/.test(text) ? 'Number' : 'Symbol'
}
