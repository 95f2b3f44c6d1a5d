'use client'

import { Dialog } from '../_ui/dialog'
import { languageCommands } from './editor/language/commands'

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl + Enter', 'Run'],
  ['Ctrl + Shift + Enter', 'Check'],
  ['F10, Shift + F10', 'Playhead to the next event, to the event before'],
  ['Ctrl + F10, Ctrl + Shift + F10', 'Playhead to the next beginning of a state, to the one before'],
  ['F9', 'Breakpoint at the selected state, on or off'],
  ['Ctrl + F9', 'Run to the selected state'],
  [
    'Arrow keys, Page up and down, Home, End, Space',
    'On the playhead: by event, by state, to the ends, play',
  ],
  ...languageCommands.map(({ keys, title }) => [keys, title] as const),
  ['Ctrl + Shift + [, ]', 'Fold and unfold in the editor'],
  ['Ctrl + Z', 'Undo, also of Reset and Insert'],
  ['Escape, then Tab', 'Leave the editor'],
  ['F8', 'Next problem in the definition'],
  ['Arrow keys', 'In the graph and the event table: from state to state, from event to event'],
  ['Arrow keys, Enter', 'On a border between panes: move it, take it to its next stop'],
  ['Enter', 'On a place of a drawing: add a state there'],
  ['Delete, Ctrl + D', 'On a state of a drawing: delete it, duplicate it'],
  ['?', 'This list, outside the editor'],
]

/** The keyboard map. On a Mac, Command does what Ctrl does here. */
export function KeyboardMap({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-sm">
        {KEYS.map(([keys, does]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong bg-sunken px-1.5 py-0.5 font-mono text-[0.8125rem] whitespace-nowrap">
                {keys}
              </kbd>
            </dt>
            <dd className="m-0">{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 mb-0 text-sm text-ink-soft">On a Mac, Command does what Ctrl does here.</p>
    </Dialog>
  )
}
