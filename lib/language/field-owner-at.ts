import type { FieldOwner, QueryLanguage } from '@/lib/asl'
import { type JsonPointer, pointerKeys } from '@/lib/json'
import { contextOf } from './context'
import { nodeAt, treeOf } from './tree'

/** Whose fields the object at a pointer has, in which language, and whether it is a state. */
export function fieldOwnerAt(
  source: string,
  pointer: JsonPointer,
): { owner?: FieldOwner; language: QueryLanguage; isState: boolean } {
  const root = treeOf(source)
  let path: (string | number)[] = []
  for (const key of pointerKeys(pointer)) {
    path = [...path, nodeAt(root, path)?.type === 'array' ? Number(key) : key]
  }
  const { owner, language, state, inside } = contextOf(root, path)
  const isState = !inside && state?.length === path.length
  return { language, isState, ...(owner && !inside && { owner }) }
}
