'use client'

import { Split } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../_ui/button'
import { useLoaded } from '../use-loaded'
import type { Bench } from '../use-workbench'
import { type Changeable, changeableBefore } from './changeable'
import type { Travel } from './use-travel'

const load = () => import('./what-if-dialog')

/** Changes what the run shows at this moment, or at the nearest before, and lets it go on from there. */
export function WhatIf({ bench, travel }: { bench: Bench; travel: Travel }) {
  const [asked, setAsked] = useState<Changeable>()
  const { Part, isLost } = useLoaded(load, asked !== undefined)
  const here = () => changeableBefore(travel.timeline, travel.at) ?? changeableBefore(travel.timeline, 1)
  return (
    <>
      <Button size="sm" onClick={() => setAsked(here())}>
        <Split aria-hidden /> <span className="@max-[34rem]:sr-only">What if …</span>
      </Button>
      {asked && isLost && (
        <span role="alert" className="text-failed">
          This could not be loaded. Check the connection and try again.
        </span>
      )}
      {asked && Part && (
        <Part
          changeable={asked}
          onGo={(change) => {
            setAsked(undefined)
            void bench.goOnWith(asked, change)
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
