'use client'

import { type ComponentProps, useState } from 'react'
import { Splitter } from '../_ui/splitter'
import { Frame, type Pane } from './frame'
import {
  LEAST_SHARE,
  MOST_SHARE,
  type PaneSizes,
  rememberedSizes,
  rememberSizes,
  USUAL_SIZES,
} from './pane-sizes'

type Props = Omit<ComponentProps<typeof Frame>, 'sizes' | 'borders' | 'panelId'> & {
  panelId: (pane: Pane) => string
}

/** The frame with borders that can be moved, and that stay where they were left. */
export function ResizableFrame(props: Props) {
  const [sizes, setSizes] = useState<PaneSizes>(rememberedSizes)
  const change = (pane: keyof PaneSizes, share: number) => {
    const changed = { ...sizes, [pane]: share }
    setSizes(changed)
    rememberSizes(changed)
  }
  const splitter = (pane: keyof PaneSizes, label: string, along: 'width' | 'height') => (
    <Splitter
      label={label}
      controls={props.panelId('definition')}
      along={along}
      share={sizes[pane]}
      least={LEAST_SHARE}
      most={MOST_SHARE}
      onMove={(share) => change(pane, share)}
      stops={[30, USUAL_SIZES[pane], 70]}
      className="bg-sunken print:hidden @max-[56rem]:hidden"
    />
  )
  return (
    <Frame
      {...props}
      sizes={sizes}
      borders={{
        column: splitter('definition', 'Width of the definition', 'width'),
        row: splitter('upper', 'Height of definition and graph', 'height'),
      }}
    />
  )
}
