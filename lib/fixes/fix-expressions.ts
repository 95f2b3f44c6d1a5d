import { childPointer } from '@/lib/json'
import { Draft } from '@/lib/studio'
import { type Case, type Fix, fixBy, parentOf } from './fix'

/** Templates and expressions: a `.$` that is missing or too many, marks that are not closed, names without `$states`. */
export function expressionFixes(theCase: Case): Fix[] {
  const { diagnostic, said } = theCase
  const { path } = diagnostic
  const { parent, key } = parentOf(path)
  if (diagnostic.code === 'NO_DOLLAR') return rename(theCase, `${key}.$`)
  if (diagnostic.code === 'NO_PATH') return rename(theCase, `${key}Path`)
  const draft = new Draft(theCase.source)
  switch (said?.name) {
    case 'notDynamic':
      return notDynamic(theCase, said.values.field ?? '')
    case 'jsonataNotClosed': {
      const written = draft.string(path)?.trimEnd()
      return written === undefined
        ? []
        : replaced(theCase, 'Close it with `%}`', `${written.replace(/\s*%?$/, '')} %}`)
    }
    case 'jsonataTopLevel':
      return fromInput(theCase, said.values.name ?? '')
    case 'jsonataRoot': {
      const written = draft.string(path)
      return written === undefined
        ? []
        : replaced(
            theCase,
            'Read `$states.context`',
            written.replaceAll(/(?<!\$)\$\$(?!\$)/g, '$states.context'),
          )
    }
    default:
      return diagnostic.code === 'LIKELY_MISTAKE' && diagnostic.message.includes('is given twice')
        ? fixBy(`Remove \`${key.slice(0, -2)}\``, theCase, (one) =>
            one.remove(childPointer(parent, key.slice(0, -2))),
          )
        : []
  }
}

function rename(theCase: Case, key: string): Fix[] {
  return fixBy(`Call it \`${key}\``, theCase, (draft) => draft.renameKey(theCase.diagnostic.path, key))
}

function replaced(theCase: Case, title: string, value: string): Fix[] {
  return fixBy(title, theCase, (draft) => draft.replace(theCase.diagnostic.path, value))
}

/** The path leads to the object that has the field. */
function notDynamic(theCase: Case, field: string): Fix[] {
  const at = childPointer(theCase.diagnostic.path, field)
  const value = new Draft(theCase.source).value(at)
  const isName = typeof value === 'string' && /^[A-Za-z_]\w*(\.\w+)*$/.test(value)
  return [
    ...(isName
      ? fixBy(`Read it from the input: \`$.${value}\``, theCase, (draft) => draft.replace(at, `$.${value}`))
      : []),
    ...fixBy(`Keep the value: call it \`${field.slice(0, -2)}\``, theCase, (draft) =>
      draft.renameKey(at, field.slice(0, -2)),
    ),
  ]
}

/** Every mention of the name that is no field of something else and no text. */
function fromInput(theCase: Case, name: string): Fix[] {
  const { path } = theCase.diagnostic
  const written = new Draft(theCase.source).string(path)
  if (written === undefined) return []
  const isRoot = name === '$'
  const parts = written.split(/('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")/)
  const made = parts
    .map((part, index) => (index % 2 === 1 ? part : isRoot ? rootRead(part) : nameRead(part, name)))
    .join('')
  return replaced(theCase, `Read \`$states.input${isRoot ? '' : `.${name}`}\``, made)
}

function rootRead(part: string): string {
  return part.replaceAll(/(?<![$\w])\$(?=\.|\s|%|$)/g, '$states.input')
}

function nameRead(part: string, name: string): string {
  const word = name.replaceAll(/[^\w]/g, (one) => `\\${one}`)
  return part.replaceAll(new RegExp(`(?<![$\\w.])${word}(?![\\w(])`, 'g'), `$states.input.${name}`)
}
