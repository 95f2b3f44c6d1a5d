'use client'
import type { ReactNode } from 'react'
import type { ExerciseForLearner } from '@/lib/exercises'

export function LazyWorkbench({
  children,
}: {
  exercise: ExerciseForLearner
  nonce: string | undefined
  children: ReactNode
}) {
  return children
}
