/** What the editor can be asked about the place where the cursor is. Both editors hear the same keys. */
export type LanguageCommand = 'help' | 'fix' | 'complete' | 'definition' | 'uses' | 'rename' | 'format'

export interface CommandFacts {
  command: LanguageCommand
  title: string
  /** As people write it. */
  keys: string
  /** As CodeMirror writes it. */
  code: string
  /** Changes the text, so that it is not offered where the text may only be read. */
  changes: boolean
}

export const languageCommands: readonly CommandFacts[] = [
  { command: 'help', title: 'Help for this word', keys: 'F1', code: 'F1', changes: false },
  {
    command: 'complete',
    title: 'What may stand here',
    keys: 'Ctrl + Space',
    code: 'Ctrl-Space',
    changes: true,
  },
  { command: 'fix', title: 'Fix a problem', keys: 'Ctrl + .', code: 'Mod-.', changes: true },
  { command: 'definition', title: 'Go to where it is defined', keys: 'F12', code: 'F12', changes: false },
  { command: 'uses', title: 'Show where it is used', keys: 'Shift + F12', code: 'Shift-F12', changes: false },
  { command: 'rename', title: 'Rename everywhere', keys: 'F2', code: 'F2', changes: true },
  {
    command: 'format',
    title: 'Format the text',
    keys: 'Shift + Alt + F',
    code: 'Shift-Alt-f',
    changes: true,
  },
]

/** The command of a key press in a plain text area. */
export function commandOf(event: {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}): LanguageCommand | undefined {
  const { key, shiftKey, altKey } = event
  const isMod = event.ctrlKey || event.metaKey
  if (altKey) return shiftKey && !isMod && event.code === 'KeyF' ? 'format' : undefined
  if (isMod)
    return shiftKey ? undefined : key === '.' ? 'fix' : event.code === 'Space' ? 'complete' : undefined
  if (key === 'F12') return shiftKey ? 'uses' : 'definition'
  if (shiftKey) return undefined
  return key === 'F1' ? 'help' : key === 'F2' ? 'rename' : undefined
}
