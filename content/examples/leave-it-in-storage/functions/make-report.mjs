export const handler = async ({ month }) => {
  const lines = [`Orders of ${month}`, 'o-1 42', 'o-2 9']
  return { text: lines.join('\n'), lines: lines.length }
}
