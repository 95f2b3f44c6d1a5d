/** Where on the page the graph of a lesson's machine stands. */
export function machineAnchor(name: string): string {
  return `machine-${name}`
}
