/** The address of a page of AWS's Step Functions developer guide. */
export function guidePage(name: string): string {
  return `https://docs.aws.amazon.com/step-functions/latest/dg/${name}.html`
}
