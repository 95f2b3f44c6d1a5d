'use client'

import { usePrinting } from '../use-printing'

/** The whole text on paper, where the editor would show a window on it. */
export function PrintedText({ textNow }: { textNow: () => string }) {
  return usePrinting() ? (
    <pre className="m-0 hidden border-0 bg-transparent p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap print:block">
      {textNow()}
    </pre>
  ) : null
}
