'use client'

import type { Diagnostic } from '@/lib/asl'
import type { Drawing } from '../drawing'

export interface FormProps {
  drawing: Drawing
  diagnostics: readonly Diagnostic[]
}

export default function FormPane({ drawing }: FormProps) {
  return <p>{drawing.selected}</p>
}
