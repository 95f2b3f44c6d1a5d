'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** The state that the text points at just now, in the machine of that name. */
export interface LitState {
  machine: string
  state: string
}

interface LitContext {
  lit: LitState | undefined
  light: (next: LitState | undefined) => void
}

const Lit = createContext<LitContext>({ lit: undefined, light: () => {} })

/** Lets the names of states in a text light up the same states in the text's graphs. */
export function LitStates({ children }: { children: ReactNode }) {
  const [lit, light] = useState<LitState>()
  const value = useMemo(() => ({ lit, light }), [lit])
  return <Lit value={value}>{children}</Lit>
}

/** The state of `machine` that is lit, and a way to light another. */
export function useLitState(machine: string) {
  const { lit, light } = useContext(Lit)
  return {
    lit: lit?.machine === machine ? lit.state : undefined,
    light: (state: string | undefined) => light(state === undefined ? undefined : { machine, state }),
  }
}
