import { childPointer } from '@/lib/json'
import { Draft } from '@/lib/studio'
import { type Case, type Fix, fixBy, parentOf } from './fix'

/** `States.ALL` that is not alone or not last, and names that no error has. */
export function errorNameFixes(theCase: Case): Fix[] {
  const { diagnostic, said } = theCase
  if (said?.name === 'catchAllNotLast') return catchAll(theCase)
  if (diagnostic.code !== 'UNKNOWN_ERROR_NAME') return []
  const near = /^Did you mean `([^`]+)`\?$/.exec(diagnostic.hint ?? '')?.[1]
  return near === undefined
    ? []
    : fixBy(`Change it to \`${near}\``, theCase, (draft) => draft.replace(diagnostic.path, near))
}

/** The path leads to `ErrorEquals` of an entry. */
function catchAll(theCase: Case): Fix[] {
  const names = theCase.diagnostic.path
  const entry = parentOf(names).parent
  const { parent: list, key } = parentOf(entry)
  const draft = new Draft(theCase.source)
  const last = draft.array(list).length - 1
  const index = draft.array(names).indexOf('States.ALL')
  const isAlone = draft.array(names).length === 1
  const toEnd = (one: Draft) => Number(key) < last && one.moveElement(list, Number(key), last)
  if (isAlone) return fixBy('Move this entry to the end', theCase, toEnd)
  return [
    ...fixBy('Remove `States.ALL` here', theCase, (one) => one.remove(childPointer(names, index))),
    ...fixBy('Leave only `States.ALL`, at the end', theCase, (one) => {
      one.replace(names, ['States.ALL'])
      toEnd(one)
    }),
  ]
}
