/** One thing that may stand at a place. */
export interface Completion {
  /** What is shown, and what the text typed so far is compared with. */
  label: string
  help: string
  kind: 'field' | 'state' | 'value' | 'variable' | 'function' | 'path' | 'resource'
  /** The text that replaces the range. */
  insert: string
  /** The part of `insert` to select afterwards, for the learner to go on with; its end when absent. */
  select?: { from: number; to: number }
}

/** What may stand at a place of the text, and the range that the choice replaces. The best comes first. */
export interface Completions {
  from: number
  to: number
  /** How far the list stays good while typing goes on: to the end of the string, or of the word in it. */
  within: 'String' | 'Word'
  options: readonly Completion[]
}

/** What is known of the account that a definition is written for. */
export interface KnownResource {
  kind: 'Function' | 'Queue' | 'Topic' | 'Table' | 'Bus' | 'Bucket' | 'StateMachine' | 'Activity'
  name: string
  /** As definitions call it: an ARN, a URL, or the name itself. */
  address: string
}

/** Text to insert, with what is to be selected afterwards between two marks `¦`; one mark is where the cursor goes. */
export function marked(text: string): Pick<Completion, 'insert' | 'select'> {
  const [before = '', selected = '', ...after] = text.split('¦')
  const insert = text.replaceAll('¦', '')
  if (!text.includes('¦')) return { insert }
  const from = before.length
  return { insert, select: { from, to: after.length > 0 ? from + selected.length : from } }
}
