/** A place in a CSV text. */
export interface CsvPlace {
  text: string
  delimiter: string
  at: number
}

/**
 * The cells of the next record. Cells in double quotes may hold delimiters, line breaks and, doubled, quotes;
 * everything else is taken as it stands, blanks and single quotes included (recorded). Empty lines are no records.
 */
export function nextCsvRecord(place: CsvPlace): string[] | undefined {
  const { text, delimiter } = place
  skipEmptyLines(place)
  if (place.at >= text.length) return undefined
  const cells: string[] = []
  for (;;) {
    cells.push(text[place.at] === '"' ? quotedCell(place) : plainCell(place))
    if (text.startsWith(delimiter, place.at)) {
      place.at += delimiter.length
      continue
    }
    skipLineBreak(place)
    return cells
  }
}

export function countCsvRecords(place: CsvPlace): number {
  const from = { ...place }
  let count = 0
  while (nextCsvRecord(from)) count++
  return count
}

function plainCell(place: CsvPlace): string {
  const start = place.at
  while (place.at < place.text.length && !isEndOfCell(place)) place.at++
  return place.text.slice(start, place.at)
}

function quotedCell(place: CsvPlace): string {
  const { text } = place
  let cell = ''
  let from = ++place.at
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) {
      cell += text.slice(from)
      place.at = text.length
      return cell
    }
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      place.at = quote + 1
      return cell + plainCell(place)
    }
    cell += '"'
    from = quote + 2
  }
}

function isEndOfCell({ text, delimiter, at }: CsvPlace): boolean {
  const character = text[at]
  return character === '\n' || character === '\r' || text.startsWith(delimiter, at)
}

function skipLineBreak(place: CsvPlace): void {
  if (place.text[place.at] === '\r') place.at++
  if (place.text[place.at] === '\n') place.at++
}

function skipEmptyLines(place: CsvPlace): void {
  while (place.text[place.at] === '\n' || place.text[place.at] === '\r') place.at++
}
