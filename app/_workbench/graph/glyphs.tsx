import type { LaidNode } from '@/lib/graph'
import type { ShownStatus } from './status'

/** Strokes on a 16 × 16 field, one picture per state type, so that a type is known without reading. */
const TYPE_PATHS: Readonly<Record<LaidNode['type'], string>> = {
  Task: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  Choice: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  Wait: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5V8l2.5 1.5',
  Pass: 'M1.5 8h12M9.5 4l4 4-4 4',
  Succeed: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8.2l2.2 2.2L11 6',
  Fail: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5.5 5.5l5 5M10.5 5.5l-5 5',
  Parallel: 'M5 2v12M11 2v12M5 8h6',
  Map: 'M2 2.5h9v4H2zM5 9.5h9v4H5z',
  Unknown: 'M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.7M8 12.6v.6',
}

const STATUS_PATHS: Readonly<Record<ShownStatus, string>> = {
  idle: '',
  running: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  succeeded: 'M3 8.5l3.2 3.2L13 5',
  retrying: 'M3 10a5 5 0 0 1 9-3M12.5 3v4.2H8.3',
  failed: 'M4 4l8 8M12 4l-8 8',
  aborted: 'M4.5 4.5h7v7h-7z',
  caught: 'M3 4v3.5a3 3 0 0 0 3 3h7M10 7.5l3 3-3 3',
}

export function TypeGlyph({ type, x, y }: { type: LaidNode['type']; x: number; y: number }) {
  return <Glyph path={TYPE_PATHS[type]} x={x} y={y} width={1.4} />
}

export function StatusGlyph({ status, x, y }: { status: ShownStatus; x: number; y: number }) {
  return status === 'idle' ? null : <Glyph path={STATUS_PATHS[status]} x={x} y={y} width={2.2} />
}

function Glyph({ path, x, y, width }: { path: string; x: number; y: number; width: number }) {
  return (
    <path
      d={path}
      transform={`translate(${x} ${y})`}
      fill="none"
      stroke="currentColor"
      strokeWidth={width}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
}
