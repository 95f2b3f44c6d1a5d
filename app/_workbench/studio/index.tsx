'use client'

import { type ComponentType, useEffect, useState } from 'react'
import type { FormProps } from './form/form-pane'
import type { StudioProps } from './studio-pane'

/**
 * The studio's two panes, which come over the line when they are first opened: who only writes never loads them.
 */
export const StudioPane = onDemand<StudioProps>('The studio', () => import('./studio-pane'))
export const FormPane = onDemand<FormProps>('The form', () => import('./form/form-pane'))

function onDemand<Props extends object>(
  what: string,
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  return function OnDemand(props: Props) {
    const [state, setState] = useState<{ Pane?: ComponentType<Props>; isMissing?: true }>(
      loaded ? { Pane: loaded } : {},
    )
    const isLoaded = state.Pane !== undefined
    useEffect(() => {
      if (isLoaded) return
      let isCurrent = true
      load().then(
        (module) => {
          loaded = module.default
          if (isCurrent) setState({ Pane: module.default })
        },
        () => isCurrent && setState({ isMissing: true }),
      )
      return () => {
        isCurrent = false
      }
    }, [isLoaded])
    if (state.Pane) return <state.Pane {...props} />
    return (
      <p className="m-0 p-4 text-sm text-ink-soft">
        {state.isMissing
          ? `${what} could not be loaded. Check the connection and open it again.`
          : 'Loading…'}
      </p>
    )
  }
}
